"""Type a stamp card in: two shops on a route, and when each stamped."""

from __future__ import annotations

from datetime import date, datetime, time
from http import HTTPStatus
from typing import Final

from flask import redirect, render_template, request, url_for
from marshmallow import Schema, fields, validate
from werkzeug.wrappers import Response

from muvengine.core.errors import Duplicate, MuvError, NoRulebook, NotPossible, Overlap
from muvengine.core.people.identity import Person
from muvengine.core.trips.stamp_card import MODES, Stamp, StampCard
from muvengine.reads.stops import stops_on_routes
from muvengine.services.keep_stamp_card import attempt_of, keep_stamp_card
from muvengine.web import here
from muvengine.web.forms import Form, read_form
from muvengine.web.mediator.pages import pages
from muvengine.web.page_words import tell
from muvengine.words.http_status import status_of

Answer = tuple[str, int]
_NO_TIME: Final = "desk.stamps_no_time"
_NO_STOP: Final = "desk.stamps_no_stop"


class StampsForm(Schema):
    """What stands on the card, in its order."""

    day = fields.Date(
        required=True,
        error_messages={"required": "desk.stamps_no_day", "invalid": "desk.stamps_no_day"},
    )
    first_stop = fields.String(required=True, error_messages={"required": _NO_STOP})
    first_at = fields.Time(
        required=True, error_messages={"required": _NO_TIME, "invalid": _NO_TIME}
    )
    last_stop = fields.String(required=True, error_messages={"required": _NO_STOP})
    last_at = fields.Time(required=True, error_messages={"required": _NO_TIME, "invalid": _NO_TIME})
    mode = fields.String(
        required=True,
        validate=validate.OneOf(MODES, error="desk.stamps_no_mode"),
        error_messages={"required": "desk.stamps_no_mode"},
    )


@pages.get("/stamps")
def stamps() -> Response | Answer:
    """Ask for both stamps of the person being helped."""
    helped = here.me().acting_for
    if helped is None:
        return redirect(url_for(".home"), HTTPStatus.SEE_OTHER)
    return _page(helped, Form(), HTTPStatus.OK)


@pages.post("/stamps")
def type_stamps() -> Response | Answer:
    """Keep the trip, and show it."""
    helped, wiring = here.me().acting_for, here.wiring()
    if helped is None:
        return redirect(url_for(".home"), HTTPStatus.SEE_OTHER)
    form = read_form(StampsForm, request.form)
    if not form:
        return _page(helped, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    card = _card(form)
    try:
        trip, points = keep_stamp_card(
            wiring.open_uow,
            wiring.shelf,
            card,
            attempt=attempt_of(card, here.actor(), request.form.get("attempt", "")),
            now=wiring.now(),
            new_token=wiring.new_token,
        )
    except (NotPossible, Duplicate, Overlap, NoRulebook) as refusal:
        return _page(helped, form, status_of(refusal), _words(refusal))
    tell("desk.stamps_told", points=points)
    return redirect(url_for("participant.trip", public_id=trip), HTTPStatus.SEE_OTHER)


def _card(form: Form) -> StampCard:
    typed, zone = form.values, here.programme().zone

    def stamp(which: str) -> Stamp:
        day, at = typed["day"], typed[f"{which}_at"]
        assert isinstance(day, date)
        assert isinstance(at, time)
        return Stamp(typed[f"{which}_stop"][:64], datetime.combine(day, at, zone))

    return StampCard(typed["mode"], stamp("first"), stamp("last"))


def _words(refusal: MuvError) -> str:
    match refusal:
        case Duplicate():
            return here.say("desk.stamps_duplicate")
        case Overlap():
            return here.say("desk.stamps_overlap")
        case NotPossible():
            return here.say(f"desk.stamps_{refusal.facts['state']}")
    return here.say("desk.diary_no_rules")


def _page(helped: Person, form: Form, status: int, sentence: str | None = None) -> Answer:
    found = stops_on_routes(here.wiring().open_reading)
    page = render_template(
        "mediator/stamps.html",
        person=helped,
        form=form,
        sentence=sentence,
        stops=[(one.key, one.name) for one in found],
        modes=MODES,
        today=here.now().date().isoformat(),
    )
    return page, status
