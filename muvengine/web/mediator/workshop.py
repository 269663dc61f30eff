"""Hand out points at a workshop, to the people on a list."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from flask import render_template, request
from marshmallow import Schema, fields

from muvengine.core.errors import (
    BadInput,
    LimitReached,
    MuvError,
    NotPossible,
    OwnAccount,
    Unfunded,
    UnknownCode,
)
from muvengine.core.people.workshop import POINTS_MAX
from muvengine.reads.helpers import helper_day
from muvengine.services.give_at_workshop import Workshop, give_at_workshop
from muvengine.services.said_lines import Answered
from muvengine.web import here
from muvengine.web.forms import Form, read_form
from muvengine.web.mediator.pages import pages
from muvengine.web.refused import words_for

Answer = tuple[str, int]
_CODES: Final = {
    "name": "desk.workshop_name_length",
    "points": "desk.workshop_points_range",
    "people": "desk.workshop_people_none",
}


class WorkshopForm(Schema):
    """What it was, how many points, and for whom."""

    name = fields.String(required=True, error_messages={"required": _CODES["name"]})
    points = fields.Integer(
        required=True,
        error_messages={"required": _CODES["points"], "invalid": _CODES["points"]},
    )
    people = fields.String(required=True, error_messages={"required": _CODES["people"]})


@pages.get("/workshop")
def workshop() -> Answer:
    """Ask for the list."""
    return _page(Form(), HTTPStatus.OK)


@pages.post("/workshop")
def hand_out() -> Answer:
    """Pay each line, and answer each in words; the same form sent again hears the same."""
    form, wiring = read_form(WorkshopForm, request.form), here.wiring()
    if not form:
        return _page(form, HTTPStatus.UNPROCESSABLE_ENTITY)
    said = tuple(form.values["people"].splitlines())
    given = Workshop(form.values["name"], form.values["points"], said)
    try:
        handed = give_at_workshop(
            wiring.open_uow,
            given,
            actor=here.me().person_actor,
            key=request.form.get("attempt", ""),
            now=wiring.now(),
        )
    except BadInput as refusal:
        wrong = refusal.facts["fields"]
        assert isinstance(wrong, dict)
        errors = {name: _code(name, how) for name, how in wrong.items()}
        return _page(Form(form.typed, errors=errors), HTTPStatus.UNPROCESSABLE_ENTITY)
    # The name stays for the next list; who was paid does not.
    kept = {name: form.typed[name] for name in ("name", "points")}
    kept["people"] = "\n".join(one.said for one in handed if one.refusal)
    return _page(Form(kept), HTTPStatus.OK, handed, given.points)


def _code(name: str, how: str) -> str:
    return "desk.workshop_people_many" if how == "many" else _CODES[name]


def _page(form: Form, status: int, handed: tuple[Answered, ...] = (), points: int = 0) -> Answer:
    helper, day = here.me().person, here.now().date()
    page = render_template(
        "mediator/workshop.html",
        form=form,
        today=helper_day(here.wiring().open_reading, helper.id, day),
        points_max=POINTS_MAX,
        handed=[(one, _why(one.refusal)) for one in handed],
        given=sum(one.refusal is None for one in handed),
        points=points,
    )
    return page, status


def _why(refusal: MuvError | None) -> str:
    match refusal:
        case None:
            return ""
        case LimitReached():
            return here.say("desk.workshop_ceiling", left=refusal.facts["left"])
        case Unfunded():
            return here.say("desk.workshop_unfunded")
        case NotPossible():
            many = refusal.facts.get("state") == "many"
            return here.say("desk.workshop_many" if many else "desk.workshop_again")
        case UnknownCode():
            return here.say("desk.workshop_unknown")
    own = isinstance(refusal, OwnAccount)
    return words_for(refusal) if own else here.say("desk.workshop_failed")
