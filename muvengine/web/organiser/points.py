"""Give points by hand, or take some back, with a reason its owner reads."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from flask import redirect, render_template, request, url_for
from marshmallow import Schema, fields, validate
from werkzeug.wrappers import Response

from muvengine.core.errors import BadCredentials, MuvError, NotAllowed, NotFound
from muvengine.core.people.actor import Role
from muvengine.core.people.identity import Person
from muvengine.reads.people import the_one
from muvengine.services.adjust_points import Adjustment, adjust_points
from muvengine.services.four_eyes import FOUR_EYES_ABOVE
from muvengine.web import here
from muvengine.web.forms import Form, read_form
from muvengine.web.organiser.fields import Whole
from muvengine.web.organiser.pages import pages
from muvengine.web.page_words import tell
from muvengine.web.refused import words_for
from muvengine.web.second_hand import second_hand
from muvengine.words.http_status import status_of

Answer = tuple[str, int]
POINTS_MAX: Final = 10_000
# The rule of the ledger (``by_reason``), told before anything is tried.
REASON_CHARACTERS_MIN: Final = 5
REASON_CHARACTERS_MAX: Final = 200


class PointsForm(Schema):
    """Whose, how many and why; above a limit a second colleague signs beside."""

    person = fields.String(required=True, error_messages={"required": "office.no_person"})
    kind = fields.String(
        load_default="give", validate=validate.OneOf(("give", "take"), error="layout.wrong")
    )
    points = Whole(1, POINTS_MAX, required=True, error_messages={"required": "places.whole_needed"})
    reason = fields.String(
        required=True,
        validate=validate.Length(
            REASON_CHARACTERS_MIN, REASON_CHARACTERS_MAX, error="organiser.no_reason"
        ),
        error_messages={"required": "organiser.no_reason"},
    )
    email = fields.String(load_default="")


@pages.get("/points")
def points() -> Answer:
    """Ask for the person, the points and the reason."""
    return _form(Form(), HTTPStatus.OK)


@pages.post("/points")
def correct_points() -> Response | Answer:
    """Move the points, once."""
    form = read_form(PointsForm, request.form)
    if not form:
        return _form(form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        person = _person(form.values["person"])
        adjustment = _adjustment(form, person)
        wiring = here.wiring()
        adjust_points(
            wiring.open_uow,
            adjustment,
            attempt=adjustment.attempt(here.actor(), request.form.get("attempt", "")),
            now=wiring.now(),
        )
    except NotFound as refusal:
        code = "office.person_many" if refusal.facts.get("matches") else "office.person_none"
        wrong = Form(form.typed, errors={"person": code})
        return _form(wrong, HTTPStatus.UNPROCESSABLE_ENTITY)
    except BadCredentials as refusal:
        return _form(form, status_of(refusal), sentence=here.say("office.second_wrong"))
    except NotAllowed as refusal:
        sentence = here.say("office.second_needed", n=FOUR_EYES_ABOVE)
        return _form(form, status_of(refusal), sentence=sentence)
    except MuvError as refusal:
        return _form(form, status_of(refusal), sentence=words_for(refusal))
    told = "office.told_given" if adjustment.points > 0 else "office.told_taken"
    tell(told, n=abs(adjustment.points), name=person.name)
    return redirect(url_for(".points"), HTTPStatus.SEE_OTHER)


def _person(text: str) -> Person:
    """Find the participant who is meant.

    Raises:
        NotFound: nobody, a colleague, or more than one.
    """
    person = the_one(here.wiring().open_reading, text)
    if person.role is not Role.PARTICIPANT:
        raise NotFound(kind="person")
    return person


def _adjustment(form: Form, person: Person) -> Adjustment:
    values = form.values
    signed = values["points"] if values["kind"] == "give" else -values["points"]
    second = second_hand(values["email"]) if values["points"] > FOUR_EYES_ABOVE else None
    return Adjustment(person.id, signed, values["reason"], approved_by=second)


def _form(form: Form, status: int, sentence: str | None = None) -> Answer:
    page = render_template(
        "organiser/points.html", form=form, sentence=sentence, limit=FOUR_EYES_ABOVE
    )
    return page, status
