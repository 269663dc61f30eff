"""A tablet comes to belong to a shop, by typing or opening the organiser's code."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from marshmallow import Schema, fields, validate
from werkzeug.wrappers import Response

from muvengine.core.errors import BadCredentials, MuvError, TooManyAttempts
from muvengine.reads.pairing import pairs_again
from muvengine.services.pair_device import pair_device
from muvengine.web import here
from muvengine.web.account.pages import pages
from muvengine.web.account.sign_in import Answer, wait
from muvengine.web.cookies import DEVICE, DEVICE_DAYS, set_cookie
from muvengine.web.forms import Form, read_form
from muvengine.web.page_words import tell
from muvengine.web.refused import words_for
from muvengine.words.http_status import status_of


class PairForm(Schema):
    """A pairing code, and what to call the tablet."""

    code = fields.String(required=True, error_messages={"required": "shop.no_pair_code"})
    name = fields.String(load_default="", validate=validate.Length(max=80, error="layout.wrong"))


@pages.get("/pair")
def pair() -> Answer:
    """Ask for the code that the organiser made."""
    return _form(Form(), HTTPStatus.OK)


@pages.get("/pair/<code>")
@pages.get("/PAIR/<code>")
def pair_with_code(code: str) -> Response | Answer:
    """Show the code of a scanned link; a demo's code pairs at once."""
    wiring = here.wiring()
    if pairs_again(wiring.open_reading, code, now=wiring.now()):
        return _pair(code, "")
    return _form(Form(typed={"code": code}), HTTPStatus.OK)


@pages.post("/pair")
def pair_now() -> Response | Answer:
    """Pair this tablet."""
    form = read_form(PairForm, request.form)
    if not form:
        return _form(form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        return _pair(form.values["code"], form.values["name"])
    except (TooManyAttempts, BadCredentials) as refusal:
        return _form(form, status_of(refusal), refusal)


def _pair(code: str, name: str) -> Response:
    wiring = here.wiring()
    paired = pair_device(
        wiring.open_uow,
        code,
        address=here.address(),
        name=name,
        now=wiring.now(),
        new_token=wiring.new_token,
    )
    tell("shop.told_paired")
    response = redirect(url_for("shop.till"), HTTPStatus.SEE_OTHER)
    set_cookie(response, DEVICE, paired.token, days=DEVICE_DAYS)
    return response


def _form(form: Form, status: int, refusal: MuvError | None = None) -> Answer:
    sentence = words_for(refusal) if refusal else None
    page = render_template("account/pair.html", form=form, sentence=sentence)
    return page, status, wait(refusal)
