"""The address behind a card's QR: the card is known, the secret code is asked."""

from __future__ import annotations

from http import HTTPStatus

from flask import render_template, request
from werkzeug.wrappers import Response

from muvengine.core.errors import BadCredentials, MuvError, TooManyAttempts
from muvengine.web.account.entering import enter
from muvengine.web.account.pages import pages
from muvengine.web.account.sign_in import Answer, CardForm, check_card, wait
from muvengine.web.forms import Form, read_form
from muvengine.web.refused import words_for
from muvengine.words.http_status import status_of


# A QR in capitals is smaller, and a phone keeps the capitals of the path.
@pages.get("/c/<token>")
@pages.get("/C/<token>")
def card(token: str) -> Answer:
    """Ask for the secret code; whether the card is good is only told together with it."""
    return _form(token, Form(), HTTPStatus.OK)


@pages.post("/c/<token>")
@pages.post("/C/<token>")
def open_card(token: str) -> Response | Answer:
    """Check the secret code of this card."""
    form = read_form(CardForm, {**request.form, "card": token})
    if not form:
        return _form(token, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        return enter(check_card(form))
    except (TooManyAttempts, BadCredentials) as refusal:
        return _form(token, form, status_of(refusal), refusal)


def _form(token: str, form: Form, status: int, refusal: MuvError | None = None) -> Answer:
    page = render_template(
        "account/card.html",
        form=form,
        token=token,
        sentence=words_for(refusal) if refusal else None,
    )
    return page, status, wait(refusal)
