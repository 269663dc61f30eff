"""Past trips counted again: what was asked for, who decides, how far it is, what was done."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from muvengine.core.errors import MuvError, NotAllowed, NotPossible
from muvengine.core.rules.rehearsal_findings import PEOPLE_MIN
from muvengine.reads.rescorings import Seen, rescoring_seen
from muvengine.reads.rescorings import rescorings as list_rescorings
from muvengine.services.ask_rescoring import (
    approve_rescoring,
    drop_rescoring,
    go_on,
    stop_rescoring,
)
from muvengine.services.work_rescoring import end_here
from muvengine.web import here
from muvengine.web.organiser.pages import pages
from muvengine.web.organiser.rulebook import day_of
from muvengine.web.page_words import tell
from muvengine.web.rehearsal_on_page import told_of
from muvengine.words.http_status import status_of

Answer = tuple[str, int]


@pages.get("/rulebook/rescorings")
def rescorings() -> str:
    """List the last ones."""
    listed = list_rescorings(here.wiring().open_reading)
    return render_template("organiser/rescorings.html", listed=listed, day_of=day_of)


@pages.get("/rulebook/rescorings/<public_id>")
def rescoring(public_id: str) -> Answer:
    """Show one: what is asked for, how far it is, or what was done."""
    return _page(public_id, None, HTTPStatus.OK)


@pages.post("/rulebook/rescorings/<public_id>/approve")
def approve_recount(public_id: str) -> Response | Answer:
    """Let it begin, by a second organiser's hand."""
    if "read" not in request.form:
        return _page(public_id, here.say("rescoring.tick_needed"), HTTPStatus.UNPROCESSABLE_ENTITY)
    return _acted(public_id, approve_rescoring, "rescoring.told_approved")


@pages.post("/rulebook/rescorings/<public_id>/drop")
def drop_recount(public_id: str) -> Response | Answer:
    """Give it up before it began."""
    return _acted(public_id, drop_rescoring, "rescoring.told_dropped")


@pages.post("/rulebook/rescorings/<public_id>/stop")
def stop_recount(public_id: str) -> Response | Answer:
    """Let it stand still."""
    return _acted(public_id, stop_rescoring, "rescoring.told_stopped")


@pages.post("/rulebook/rescorings/<public_id>/go-on")
def go_on_with_recount(public_id: str) -> Response | Answer:
    """Let it go on."""
    return _acted(public_id, go_on, "rescoring.told_go_on")


@pages.post("/rulebook/rescorings/<public_id>/end")
def end_recount(public_id: str) -> Response | Answer:
    """End it where it stands."""
    return _acted(public_id, end_here, "rescoring.told_ended")


def _acted(public_id: str, act: Callable[..., None], told: str) -> Response | Answer:
    wiring = here.wiring()
    try:
        act(wiring.open_uow, public_id, actor=here.actor(), now=wiring.now())
    except (NotAllowed, NotPossible) as refusal:
        return _page(public_id, why_not(refusal), status_of(refusal))
    tell(told)
    return redirect(url_for(".rescoring", public_id=public_id), HTTPStatus.SEE_OTHER)


def why_not(refusal: MuvError) -> str:
    """Say why something cannot be done with it now."""
    if isinstance(refusal, NotAllowed):
        return here.say("rescoring.refused_own")
    return here.say(f"rescoring.refused_{refusal.facts['state']}")


def _page(public_id: str, sentence: str | None, status: int) -> Answer:
    seen = rescoring_seen(here.wiring().open_reading, public_id)
    page = render_template(
        "organiser/rescoring.html",
        seen=seen,
        act=seen.act,
        found=told_of(seen.rehearsal),
        rows=_rows(seen),
        mine=seen.act.asked_by == here.me().person.id,
        second=seen.act.second_may_be(here.me().person.id),
        people_min=PEOPLE_MIN,
        sentence=sentence,
        day_of=day_of,
    )
    return page, status


def _rows(seen: Seen) -> list[tuple[str, int]]:
    """Say what became of the trips, with how many."""
    if seen.act.outcome is None:
        return []
    return [
        (f"rescoring.was_{one.state.value}{f'_{one.why}' if one.why else ''}", one.trips)
        for one in seen.act.outcome.counts
    ]
