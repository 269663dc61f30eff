"""Sign in with the number of a card and its secret code."""

from __future__ import annotations

from http import HTTPStatus

from flask import render_template, request
from marshmallow import Schema, fields
from werkzeug.wrappers import Response

from muvengine.core.errors import BadCredentials, MuvError, TooManyAttempts
from muvengine.services.sign_in import by_card
from muvengine.web import here
from muvengine.web.account.entering import back_from_form, browser, enter
from muvengine.web.account.pages import pages
from muvengine.web.forms import Form, read_form
from muvengine.web.refused import words_for
from muvengine.words.http_status import status_of

Answer = tuple[str, int, dict[str, str]]


class CardForm(Schema):
    """What stands on the card, and what the person knows."""

    card = fields.String(required=True, error_messages={"required": "account.no_card"})
    pin = fields.String(required=True, error_messages={"required": "account.no_pin"})
    shared = fields.Boolean(load_default=False)


@pages.get("/sign-in")
def sign_in() -> Answer:
    """Ask for the card."""
    return _form(Form(), HTTPStatus.OK)


@pages.post("/sign-in")
def sign_in_by_card() -> Response | Answer:
    """Check card and secret code."""
    form = read_form(CardForm, request.form)
    if not form:
        return _form(form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        return enter(check_card(form), back_from_form())
    except (TooManyAttempts, BadCredentials) as refusal:
        return _form(form, status_of(refusal), refusal)


def check_card(form: Form) -> str:
    """Start a session with what a card form says.

    Raises:
        TooManyAttempts: for this card or this address.
        BadCredentials: card and secret code do not go together.
    """
    wiring = here.wiring()
    return by_card(
        wiring.open_uow,
        card=form.values["card"],
        pin=form.values["pin"],
        browser=browser(shared_computer=form.values["shared"]),
        now=wiring.now(),
        new_token=wiring.new_token,
    )


def wait(refusal: MuvError | None) -> dict[str, str]:
    """Tell machines how long to wait; people read it in the sentence."""
    seconds = refusal.facts.get("retry_after_s") if refusal else None
    return {"Retry-After": str(seconds)} if seconds else {}


def _form(form: Form, status: int, refusal: MuvError | None = None) -> Answer:
    page = render_template(
        "account/sign_in.html",
        form=form,
        back=back_from_form(),
        sentence=words_for(refusal) if refusal else None,
    )
    return page, status, wait(refusal)
