"""How many vouchers one person may take a day, over all shops."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus

from flask import redirect, request, url_for
from marshmallow import Schema
from werkzeug.wrappers import Response

from muvengine.services.set_programme import VOUCHERS_A_DAY_MAX, set_programme
from muvengine.web import here
from muvengine.web.forms import read_form
from muvengine.web.organiser.fields import Whole
from muvengine.web.organiser.pages import pages
from muvengine.web.organiser.shops import shops_page
from muvengine.web.page_words import tell

Answer = tuple[str, int]


class LimitForm(Schema):
    """One number."""

    vouchers_a_day = Whole(
        1, VOUCHERS_A_DAY_MAX, required=True, error_messages={"required": "places.whole_needed"}
    )


@pages.post("/shops/limit")
def set_voucher_limit() -> Response | Answer:
    """Keep it; it counts from the next purchase on."""
    form, wiring = read_form(LimitForm, request.form), here.wiring()
    if not form:
        return shops_page(form), HTTPStatus.UNPROCESSABLE_ENTITY
    programme = replace(here.programme(), vouchers_a_day=form.values["vouchers_a_day"])
    set_programme(wiring.open_uow, programme, actor=here.actor(), now=wiring.now())
    tell("offers.told_limit")
    return redirect(url_for(".shops"), HTTPStatus.SEE_OTHER)
