"""One group outing: read cards, send the recording, read the results out."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from muvengine.core.errors import LimitReached, MuvError, NotPossible, UnknownCode
from muvengine.core.modes.verdict import Outcome
from muvengine.core.people.actor import Actor
from muvengine.core.trips.trip import Trip
from muvengine.reads.outings import OutingState
from muvengine.reads.outings import outing as read_outing
from muvengine.services.lead_outing import drop_outing, turn_outing
from muvengine.services.mark_member import mark_member, undo_mark
from muvengine.services.score_outing import GroupRecording, score_outing
from muvengine.web import here
from muvengine.web.forms import Form
from muvengine.web.mediator.pages import pages
from muvengine.web.page_words import tell
from muvengine.web.refused import words_for
from muvengine.words.catalogue import known
from muvengine.words.http_status import status_of

Answer = tuple[str, int]


@pages.get("/outings/<public_id>")
def outing(public_id: str) -> Answer:
    """Show where the outing stands: at the start, at the end, or paid."""
    return _page(public_id, HTTPStatus.OK)


@pages.post("/outings/<public_id>/cards")
def read_card(public_id: str) -> Response | Answer:
    """Note whose card was read; the field is empty and ready for the next one."""
    wiring, said = here.wiring(), request.form.get("card", "")
    led = read_outing(wiring.open_reading, public_id, here.me().person.id).outing
    arrived = led.ended_at is not None
    try:
        name = mark_member(wiring.open_uow, public_id, said[:200], actor=_hand(), now=wiring.now())
    except (UnknownCode, NotPossible, LimitReached) as refusal:
        return _page(public_id, status_of(refusal), _words(refusal))
    tell("outings.told_end" if arrived else "outings.told_start", name=name)
    return _back(public_id)


@pages.post("/outings/<public_id>/undo")
def undo_card(public_id: str) -> Response:
    """Take a slip back."""
    wiring, person = here.wiring(), request.form.get("person", "")
    name = undo_mark(wiring.open_uow, public_id, person, actor=_hand(), now=wiring.now())
    tell("outings.told_undone", name=name)
    return _back(public_id)


@pages.post("/outings/<public_id>/arrive")
def arrive(public_id: str) -> Response:
    """Read cards for the end from now on, or for the start again."""
    wiring, arrived = here.wiring(), request.form.get("arrived") == "yes"
    turn_outing(wiring.open_uow, public_id, arrived=arrived, actor=_hand(), now=wiring.now())
    if arrived:
        tell("outings.told_arrived")
    return _back(public_id)


@pages.post("/outings/<public_id>/drop")
def drop(public_id: str) -> Response:
    """Give it up."""
    wiring = here.wiring()
    drop_outing(wiring.open_uow, public_id, actor=_hand(), now=wiring.now())
    tell("outings.told_dropped")
    return redirect(url_for(".outings"), HTTPStatus.SEE_OTHER)


@pages.post("/outings/<public_id>/recording")
def send_recording(public_id: str) -> Response | Answer:
    """Judge the one recording, and pay each who arrived."""
    wiring, file = here.wiring(), request.files.get("file")
    if file is None or not file.filename:
        return _page(public_id, HTTPStatus.UNPROCESSABLE_ENTITY, here.say("outings.no_file"))
    sent = GroupRecording(public_id, file.read(), request.form.get("anyway") == "true")
    try:
        paid = score_outing(
            wiring.open_uow,
            wiring.shelf,
            sent,
            actor=_hand(),
            now=wiring.now(),
            new_token=wiring.new_token,
        )
    except MuvError as refusal:
        return _page(public_id, status_of(refusal), _words(refusal), _reasons(refusal))
    tell("outings.told_paid", n=paid)
    return _back(public_id)


def _hand() -> Actor:
    """Give the helper's own hand: a group is nobody's account."""
    return here.me().person_actor


def _back(public_id: str) -> Response:
    return redirect(url_for(".outing", public_id=public_id), HTTPStatus.SEE_OTHER)


def _words(refusal: MuvError) -> str:
    if isinstance(refusal, UnknownCode):
        return here.say("outings.unknown")
    if isinstance(refusal, LimitReached):
        return here.say("outings.full")
    state = str(refusal.facts.get("state", ""))
    code = "outings.is_refused" if state == "refused" else f"outings.{state}"
    if isinstance(refusal, NotPossible) and known(code):
        return here.say(code, name=refusal.facts.get("name", ""))
    return words_for(refusal)


def _reasons(refusal: MuvError) -> list[str]:
    """Say why a recording would earn nobody anything."""
    found = refusal.facts.get("reasons", ())
    codes = found if isinstance(found, (list, tuple)) else ()
    return [here.say(f"reasons.{code}") for code in codes]


def _page(
    public_id: str, status: int, sentence: str | None = None, reasons: list[str] | None = None
) -> Answer:
    view = read_outing(here.wiring().open_reading, public_id, here.me().person.id)
    page = render_template(
        "mediator/outing.html",
        form=Form(),
        sentence=sentence,
        reasons=reasons or [],
        view=view,
        outing=view.outing,
        over=view.outing.state is not OutingState.OPEN,
        results=[(one.name, trip.points if trip else 0, _why(trip)) for one, trip in view.members],
    )
    return page, status


def _why(trip: Trip | None) -> str:
    if trip is None:
        return here.say("outings.why_own")
    if trip.withdrawn_at:
        return here.say("outings.why_back")
    if trip.outcome != Outcome.CONFIRMED:
        return " ".join(here.say(f"reasons.{code}") for code in trip.reasons)
    return here.say("outings.why_whole" if trip.points else "outings.why_nothing")
