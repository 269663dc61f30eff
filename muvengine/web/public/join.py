"""A shop asks to join: one plain form, no account; the answer by a private link or a code."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from marshmallow import Schema, fields, validate
from werkzeug.wrappers import Response

from muvengine.core.errors import MistypedCode, MuvError, NotFound, TooManyAttempts, UnknownCode
from muvengine.core.vouchers.shop_request import KeptRequest, ShopRequest
from muvengine.services.ask_to_join import (
    answer_by_code,
    answer_by_link,
    ask_to_join,
    slip_code,
)
from muvengine.web import here
from muvengine.web.forms import Form, read_form
from muvengine.web.public.pages import pages
from muvengine.web.refused import words_for
from muvengine.words.http_status import status_of

Answer = tuple[str, int]
_LONG = "places.too_long"


def _text(most: int, needed: str = "") -> fields.String:
    options = {"error_messages": {"required": needed}} if needed else {"load_default": ""}
    length = validate.Length(max=most, error=_LONG)
    return fields.String(required=bool(needed), validate=length, **options)


class JoinForm(Schema):
    """What a shopkeeper tells, and a field that only machines fill."""

    name = _text(120, "shop_hand.join_no_name")
    street = _text(200, "shop_hand.join_no_street")
    gives = _text(1000, "shop_hand.join_no_gives")
    contact = _text(200, "shop_hand.join_no_contact")
    hours = _text(300)
    company_fax = fields.String(
        load_default="", validate=validate.Equal("", error="shop_hand.join_leave_empty")
    )


@pages.get("/join")
def join() -> Answer:
    """Ask for the shop."""
    return _form(Form(), HTTPStatus.OK)


@pages.post("/join")
def send_join() -> Response | Answer:
    """Keep the request; the same form sent twice is one."""
    form, token = read_form(JoinForm, request.form), request.form.get("attempt", "")
    if not form:
        return _form(form, HTTPStatus.UNPROCESSABLE_ENTITY)
    told = {name: form.values[name] for name in form.values if name != "company_fax"}
    try:
        ask_to_join(
            here.wiring().open_uow,
            ShopRequest(**told, locale=here.locale()),
            token=token,
            address=here.address(),
            now=here.wiring().now(),
        )
    except TooManyAttempts as refusal:
        return _form(form, status_of(refusal), words_for(refusal))
    return redirect(url_for(".join_answer", token=token), HTTPStatus.SEE_OTHER)


@pages.get("/join/<token>")
def join_answer(token: str) -> str:
    """Show the answer to whoever holds the link."""
    kept = answer_by_link(here.wiring().open_reading, token)
    if kept is None:
        raise NotFound(kind="request")
    address = f"{here.wiring().settings.base_url}{url_for('.join_answer', token=token)}"
    return _answer(kept, slip_code(token), address)


@pages.get("/join/answer")
def join_code() -> Answer:
    """Ask for the code from the slip."""
    return _code(Form(), HTTPStatus.OK)


@pages.post("/join/answer")
def read_join_code() -> str | Answer:
    """Show the answer in reply to the code itself: no address keeps it."""
    wiring, typed = here.wiring(), request.form.get("code", "").strip()[:40]
    try:
        kept = answer_by_code(
            wiring.open_uow,
            wiring.open_reading,
            typed,
            address=here.address(),
            now=wiring.now(),
        )
    except (MistypedCode, UnknownCode, TooManyAttempts) as refusal:
        return _code(Form(typed={"code": typed}), status_of(refusal), refusal)
    return _answer(kept, "", "")


def _answer(kept: KeptRequest, code: str, address: str) -> str:
    return render_template("public/join_answer.html", kept=kept, code=code, address=address)


def _code(form: Form, status: int, refusal: MuvError | None = None) -> Answer:
    sentence = words_for(refusal) if refusal else None
    if isinstance(refusal, UnknownCode):
        sentence = here.say("shop_hand.join_unknown_code")
    return render_template("public/join_code.html", form=form, sentence=sentence), status


def _form(form: Form, status: int, sentence: str | None = None) -> Answer:
    return render_template("public/join.html", form=form, sentence=sentence), status
