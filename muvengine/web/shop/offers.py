"""What this shop gives, and one tap for "we have none today"."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from marshmallow import Schema, fields
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput
from muvengine.reads.offers import offers_of_shop
from muvengine.services.mark_none import DAYS_AHEAD_MAX, NoneLeft, clear_none, mark_none
from muvengine.web import here
from muvengine.web.forms import Form, read_form
from muvengine.web.page_words import tell
from muvengine.web.shop.pages import pages

Answer = tuple[str, int]


class NoneForm(Schema):
    """Until when; tonight where no day is given."""

    until = fields.Date(load_default=None, error_messages={"invalid": "shop_hand.none_bad_day"})


@pages.get("/offers")
def offers() -> Answer:
    """List what is on sale here, with its button."""
    return _page(Form(), HTTPStatus.OK)


@pages.post("/offers/<int:offer_id>/none")
def mark_offer_none(offer_id: int) -> Response | Answer:
    """Stop its sale until tonight, or until a chosen day."""
    device, now, form = here.till(), here.now(), read_form(NoneForm, request.form)
    if not form:
        return _page(form, HTTPStatus.UNPROCESSABLE_ENTITY)
    none = NoneLeft(device.shop_id, offer_id, form.values["until"] or now.date())
    try:
        mark_none(here.wiring().open_uow, none, actor=device.actor, now=now)
    except BadInput:
        wrong = Form(form.typed, errors={"until": "shop_hand.none_bad_day"})
        return _page(wrong, HTTPStatus.UNPROCESSABLE_ENTITY)
    tell("shop_hand.told_none", day=none.until)
    return redirect(url_for(".offers"), HTTPStatus.SEE_OTHER)


@pages.post("/offers/<int:offer_id>/some")
def mark_offer_some(offer_id: int) -> Response:
    """Sell it again at once."""
    device = here.till()
    clear_none(here.wiring().open_uow, device.shop_id, offer_id, actor=device.actor, now=here.now())
    tell("shop_hand.told_some")
    return redirect(url_for(".offers"), HTTPStatus.SEE_OTHER)


def _page(form: Form, status: int) -> Answer:
    today = here.now().date()
    found = offers_of_shop(here.wiring().open_reading, here.till().shop_id)
    page = render_template(
        "shop/offers.html",
        offers=[one.offer for one in found if one.offer.on_sale(today)],
        form=form,
        today=today,
        tomorrow=today + timedelta(days=1),
        last=today + timedelta(days=DAYS_AHEAD_MAX),
    )
    return page, status
