"""This is wrong: another mode, a human look, or no trip at all."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from marshmallow import Schema, fields, validate
from werkzeug.wrappers import Response

from muvengine.core.errors import NotPossible
from muvengine.core.trips.judgement import Claim
from muvengine.core.trips.review import ANSWER_WORKING_DAYS, answer_by
from muvengine.services.contest_trip import MESSAGE_CHARS_MAX, Contest, contest_trip
from muvengine.services.correct_trip import Correction, correct_trip
from muvengine.services.withdraw_trip import Withdrawal, withdraw_trip
from muvengine.web import here
from muvengine.web.forms import Form, read_form
from muvengine.web.page_words import tell
from muvengine.web.participant.modes import TRAVELLED, offered_modes
from muvengine.web.participant.pages import pages
from muvengine.web.participant.trip import own_sheet

Answer = tuple[str, int]


class ModeForm(Schema):
    """Another way of travelling than was said before."""

    mode = fields.String(
        required=True,
        validate=validate.OneOf(TRAVELLED, error="participant.add_no_mode"),
        error_messages={"required": "participant.add_no_mode"},
    )


class MessageForm(Schema):
    """What a person should know; not everybody writes."""

    message = fields.String(
        load_default="", validate=validate.Length(max=MESSAGE_CHARS_MAX, error="layout.wrong")
    )


@pages.get("/trips/<public_id>/wrong")
def wrong(public_id: str) -> Answer:
    """Offer the three ways on."""
    return _page(public_id, Form())


@pages.post("/trips/<public_id>/mode")
def change_mode(public_id: str) -> Response | Answer:
    """Judge the kept trace again as another mode."""
    form = read_form(ModeForm, request.form)
    if not form:
        return _page(public_id, form)
    correction = Correction(public_id, Claim(mode=form.values["mode"]))
    wiring = here.wiring()
    try:
        correct_trip(
            wiring.open_uow,
            wiring.shelf,
            correction,
            attempt=correction.attempt(here.actor(), _key()),
            now=wiring.now(),
        )
    except NotPossible as error:
        return _page(public_id, form, error)
    return _back(public_id, "participant.told_counted")


@pages.post("/trips/<public_id>/ask")
def ask_person(public_id: str) -> Response | Answer:
    """Ask a person to look at the trip."""
    form = read_form(MessageForm, request.form)
    if not form:
        return _page(public_id, form)
    contest = Contest(public_id, form.values["message"])
    wiring = here.wiring()
    try:
        contest_trip(
            wiring.open_uow,
            contest,
            attempt=contest.attempt(here.actor(), _key()),
            now=wiring.now(),
        )
    except NotPossible as error:
        return _page(public_id, form, error)
    tell("participant.told_asked", day=answer_by(here.now().date()))
    return _to_trip(public_id)


@pages.post("/trips/<public_id>/delete")
def delete_trip(public_id: str) -> Response | Answer:
    """Take the trip back."""
    withdrawal = Withdrawal(public_id)
    wiring = here.wiring()
    try:
        withdraw_trip(
            wiring.open_uow,
            wiring.shelf,
            withdrawal,
            attempt=withdrawal.attempt(here.actor(), _key()),
            now=wiring.now(),
        )
    except NotPossible as error:
        return _page(public_id, Form(), error)
    return _back(public_id, "participant.told_deleted")


def _key() -> str:
    return request.form.get("attempt", "")


def _back(public_id: str, code: str) -> Response:
    tell(code)
    return _to_trip(public_id)


def _to_trip(public_id: str) -> Response:
    return redirect(url_for(".trip", public_id=public_id), HTTPStatus.SEE_OTHER)


def _page(public_id: str, form: Form, refusal: NotPossible | None = None) -> Answer:
    sheet = own_sheet(public_id)
    sentence = here.say(f"participant.cannot_{refusal.facts['state']}") if refusal else None
    page = render_template(
        "participant/wrong.html",
        trip=sheet.trip,
        form=form,
        sentence=sentence,
        modes=offered_modes(),
        promise=answer_by(here.now().date()),
        working_days=ANSWER_WORKING_DAYS,
    )
    if refusal:
        return page, HTTPStatus.CONFLICT
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
