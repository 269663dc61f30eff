"""Who a shop is before the law, and where its money goes."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from marshmallow import Schema, fields, validate
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput
from muvengine.core.vouchers.statement import Payee, Rhythm
from muvengine.reads.statements import payee_of
from muvengine.services.save_payee import save_payee
from muvengine.web import here
from muvengine.web.forms import Form, read_form
from muvengine.web.organiser.pages import pages
from muvengine.web.page_words import tell

Answer = tuple[str, int]


def _text(most: int) -> fields.String:
    return fields.String(
        load_default="", validate=validate.Length(max=most, error="places.too_long")
    )


class PayeeForm(Schema):
    """What a statement says of a shop."""

    legal_name = fields.String(
        required=True,
        validate=validate.Length(min=1, max=120, error="layout.needed"),
        error_messages={"required": "layout.needed"},
    )
    address = _text(300)
    registration = _text(40)
    tax_line = _text(200)
    iban = _text(60)
    rhythm = fields.Enum(Rhythm, by_value=True, load_default=Rhythm.MONTH)


@pages.get("/shops/<key>/payee")
def payee(key: str) -> Answer:
    """Show what is known."""
    _, known = payee_of(here.wiring().open_reading, key)
    typed = {name: str(getattr(known, name)) for name in Payee.__slots__}
    return _page(key, Form(typed), HTTPStatus.OK)


@pages.post("/shops/<key>/payee")
def change_payee(key: str) -> Response | Answer:
    """Keep what was typed; statements that are closed keep what they said."""
    form = read_form(PayeeForm, request.form)
    if not form:
        return _page(key, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    wiring, said = here.wiring(), Payee(**form.values)
    try:
        save_payee(wiring.open_uow, key, said, actor=here.actor(), now=wiring.now())
    except BadInput:
        wrong = Form(form.typed, errors={"iban": "statements.payee_iban_wrong"})
        return _page(key, wrong, HTTPStatus.UNPROCESSABLE_ENTITY)
    tell("statements.told_payee")
    return redirect(url_for(".shop", key=key), HTTPStatus.SEE_OTHER)


def _page(key: str, form: Form, status: int) -> Answer:
    shop, _ = payee_of(here.wiring().open_reading, key)
    rhythms = [(one.value, here.say(f"statements.rhythm_{one.value}")) for one in Rhythm]
    return render_template("organiser/payee.html", shop=shop, form=form, rhythms=rhythms), status
