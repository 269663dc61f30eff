"""How much of the town's money may go to one shop."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from marshmallow import Schema, fields
from werkzeug.wrappers import Response

from muvengine.core.vouchers.ceiling import CeilingPeriod
from muvengine.core.vouchers.shop import Shop
from muvengine.reads.ceilings import ceiling_of
from muvengine.reads.shops import shop as read_shop
from muvengine.services.set_ceiling import set_ceiling
from muvengine.web import here
from muvengine.web.forms import Form, read_form
from muvengine.web.organiser.fields import Euros, typed_euros
from muvengine.web.organiser.pages import pages
from muvengine.web.page_words import tell

Answer = tuple[str, int]


class CeilingForm(Schema):
    """An amount, or nothing."""

    cents_max = Euros(load_default=None)
    period = fields.Enum(CeilingPeriod, by_value=True, load_default=CeilingPeriod.MONTH)


@pages.get("/shops/<key>/ceiling")
def ceiling(key: str) -> Answer:
    """Show what was agreed for a shop and how much of it is used."""
    shop = read_shop(here.wiring().open_reading, key)
    return _page(shop, None, HTTPStatus.OK)


@pages.post("/shops/<key>/ceiling")
def keep_ceiling(key: str) -> Response | Answer:
    """Keep the ceiling, or take it away."""
    wiring = here.wiring()
    shop = read_shop(wiring.open_reading, key)
    form = read_form(CeilingForm, request.form)
    if not form:
        return _page(shop, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    cents_max = form.values["cents_max"]
    set_ceiling(
        wiring.open_uow,
        key,
        cents_max,
        period=form.values["period"],
        actor=here.actor(),
        now=wiring.now(),
    )
    tell("solvency.ceiling_told_none" if cents_max is None else "solvency.ceiling_told")
    return redirect(url_for(".ceiling", key=key), HTTPStatus.SEE_OTHER)


def _page(shop: Shop, form: Form | None, status: int) -> Answer:
    use = ceiling_of(here.wiring().open_reading, shop.id, here.now().date())
    if form is None:
        typed = {}
        if use is not None:
            most = typed_euros(use.ceiling.cents_max)
            typed = {"cents_max": most, "period": use.ceiling.period.value}
        form = Form(typed)
    page = render_template(
        "organiser/ceiling.html",
        shop=shop,
        use=use,
        form=form,
        periods=[(one.value, here.say(f"solvency.ceiling_{one.value}")) for one in CeilingPeriod],
    )
    return page, status
