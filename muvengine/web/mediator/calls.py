"""The list of people to call back."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from flask import redirect, render_template, request, url_for
from marshmallow import Schema, fields
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput, MuvError, NotPossible, UnknownCode
from muvengine.reads.helpers import waiting_calls
from muvengine.services.call_back import Wish, call_done, note_call
from muvengine.web import here
from muvengine.web.forms import Form, read_form
from muvengine.web.mediator.pages import pages
from muvengine.web.page_words import tell
from muvengine.words.http_status import status_of

Answer = tuple[str, int]
_CODES: Final = {"why": "desk.calls_why_length", "by_day": "desk.calls_by_far"}


class CallForm(Schema):
    """Who, why, and by when."""

    who = fields.String(required=True, error_messages={"required": "desk.calls_unknown"})
    why = fields.String(required=True, error_messages={"required": _CODES["why"]})
    by_day = fields.Date(
        required=True,
        error_messages={"required": _CODES["by_day"], "invalid": _CODES["by_day"]},
    )


@pages.get("/calls")
def calls() -> Answer:
    """Show who waits, the soonest day first."""
    return _page(Form(), HTTPStatus.OK)


@pages.post("/calls")
def note_call_back() -> Response | Answer:
    """Put somebody on the list."""
    form, wiring = read_form(CallForm, request.form), here.wiring()
    if not form:
        return _page(form, HTTPStatus.UNPROCESSABLE_ENTITY)
    wish = Wish(form.values["who"][:200], form.values["why"], form.values["by_day"])
    attempt = wish.attempt(here.me().person_actor, request.form.get("attempt", ""))
    try:
        name = note_call(wiring.open_uow, wish, attempt=attempt, now=wiring.now())
    except BadInput as refusal:
        wrong = refusal.facts["fields"]
        assert isinstance(wrong, dict)
        errors = {field: _CODES[field] for field in wrong}
        return _page(Form(form.typed, errors=errors), HTTPStatus.UNPROCESSABLE_ENTITY)
    except (UnknownCode, NotPossible) as refusal:
        code = _why_nobody(refusal)
        return _page(Form(form.typed, errors={"who": code}), status_of(refusal))
    tell("desk.calls_told", name=name)
    return redirect(url_for(".calls"), HTTPStatus.SEE_OTHER)


@pages.post("/calls/<int:number>/done")
def call_was_made(number: int) -> Response:
    """Take a line off the list."""
    wiring = here.wiring()
    call_done(wiring.open_uow, number, actor=here.me().person_actor, now=wiring.now())
    tell("desk.calls_told_done")
    return redirect(url_for(".calls"), HTTPStatus.SEE_OTHER)


def _why_nobody(refusal: MuvError) -> str:
    if isinstance(refusal, NotPossible):
        return "desk.calls_many" if refusal.facts["state"] == "many" else "centres.call_elsewhere"
    return "desk.calls_unknown"


def _page(form: Form, status: int) -> Answer:
    page = render_template(
        "mediator/calls.html",
        form=form,
        calls=waiting_calls(here.wiring().open_reading, here.me().person.id),
        today=here.now().date(),
    )
    return page, status
