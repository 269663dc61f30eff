"""Use a voucher where the shop has no tablet: the sign on the counter takes it."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from flask import redirect, render_template, request, url_for
from marshmallow import Schema, fields, validate
from werkzeug.wrappers import Response

from muvengine.core.errors import BadAmount, BillNeeded, MuvError, NotPossible, UnknownCode
from muvengine.core.vouchers.day_word import day_word
from muvengine.reads.counters import counter_sign_by, counter_sign_of, used_at_counter
from muvengine.reads.vouchers import voucher_of, vouchers_of
from muvengine.services.use_at_counter import AtCounter, use_at_counter
from muvengine.web import here
from muvengine.web.euros import cents_of
from muvengine.web.forms import Form, read_form
from muvengine.web.participant.pages import pages
from muvengine.web.refused import words_for
from muvengine.words.http_status import status_of

Answer = tuple[str, int]
SIGN_CHARACTERS_MAX: Final = 200


class UseForm(Schema):
    """The sign that was read, and perhaps a part of the voucher."""

    sign = fields.String(
        required=True,
        validate=validate.Length(max=SIGN_CHARACTERS_MAX, error="layout.wrong"),
        error_messages={"required": "shop_hand.use_no_sign"},
    )
    amount = fields.Function(deserialize=cents_of, load_default=None)


@pages.get("/counter/<token>")
def counter(token: str) -> str | Response | Answer:
    """Open with the sign a square led to: on to the one voucher, or a choice of them."""
    reading = here.wiring().open_reading
    sign = counter_sign_by(reading, token)
    if sign is None:
        page = render_template("participant/counter.html", sign=None, vouchers=())
        return page, HTTPStatus.NOT_FOUND
    found = [
        one
        for one in vouchers_of(reading, here.subject().id)
        if one.shop_id == sign.device.shop_id and one.usable
    ]
    if len(found) == 1:
        return redirect(url_for(".use_voucher", code=found[0].code, sign=sign.token))
    return render_template("participant/counter.html", sign=sign, vouchers=found)


@pages.get("/vouchers/<code>/use")
def use_voucher(code: str) -> Answer:
    """Ask before: it can be used once, and only at the counter."""
    return _page(code, Form(), HTTPStatus.OK, request.args.get("sign", ""))


@pages.post("/vouchers/<code>/use")
def take_at_counter(code: str) -> Response | Answer:
    """Use the voucher by the sign in front of its owner."""
    wiring, form = here.wiring(), read_form(UseForm, request.form)
    if not form:
        return _page(code, form, HTTPStatus.UNPROCESSABLE_ENTITY, request.form.get("sign", ""))
    said, amount = form.values["sign"], form.values["amount"]
    use = AtCounter(here.subject().id, code, said, amount)
    attempt = use.attempt(here.actor(), request.form.get("attempt", ""))
    try:
        use_at_counter(wiring.open_uow, wiring.open_reading, use, attempt=attempt, now=here.now())
    except MuvError as refusal:
        return _page(code, form, status_of(refusal), said, refusal)
    return redirect(url_for(".used_voucher", code=code), HTTPStatus.SEE_OTHER)


@pages.get("/vouchers/<code>/used")
def used_voucher(code: str) -> str | Response:
    """Show the clerk that it was used just now; later, only that and when it was."""
    reading, person = here.wiring().open_reading, here.subject()
    voucher = voucher_of(reading, person.id, code)
    used = used_at_counter(reading, person.id, code)
    if used is None:
        return redirect(url_for(".voucher", code=code))
    return render_template(
        "participant/used.html",
        voucher=voucher,
        used=used,
        fresh=used.fresh(here.wiring().now()),
        since_s=max(0, int((here.wiring().now() - used.at).total_seconds())),
        said=day_word(used.secret, here.local(used.at).date()),
    )


def _page(code: str, form: Form, status: int, said: str, refusal: MuvError | None = None) -> Answer:
    reading = here.wiring().open_reading
    voucher = voucher_of(reading, here.subject().id, code)
    # A square that was read is not asked for again; a code that was typed stays in its field.
    known = counter_sign_by(reading, said)
    page = render_template(
        "participant/use_voucher.html",
        voucher=voucher,
        form=form if known is None else Form(form.typed, errors=form.errors),
        sign=known.token if known else "",
        other_shop=known is not None and known.device.shop_id != voucher.shop_id,
        has_sign=counter_sign_of(reading, voucher.shop_id) is not None,
        today=here.now().date(),
        sentence=_words(refusal) if refusal else None,
    )
    return page, status


def _words(refusal: MuvError) -> str:
    if isinstance(refusal, NotPossible):
        return here.say("shop_hand.use_old_sign")
    if isinstance(refusal, UnknownCode):
        return here.say("shop_hand.use_unknown_sign")
    if isinstance(refusal, BadAmount) and not isinstance(refusal, BillNeeded):
        return here.say("shop_hand.use_bad_amount")
    return words_for(refusal)
