"""A shop has closed for good: its vouchers go back."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from muvengine.core.errors import ReasonMissing
from muvengine.core.ledger.attempt import Attempt
from muvengine.reads.shops import shop as read_shop
from muvengine.reads.watch import usable_at
from muvengine.services.close_shop import ENDPOINT
from muvengine.services.close_shop import close_shop as close
from muvengine.web import here
from muvengine.web.forms import Form
from muvengine.web.organiser.pages import pages
from muvengine.web.page_words import tell

Answer = tuple[str, int]


@pages.get("/shops/<key>/close")
def ask_close_shop(key: str) -> Answer:
    """Say what will happen, and ask why."""
    return _page(key, Form(), HTTPStatus.OK)


@pages.post("/shops/<key>/close")
def close_shop(key: str) -> Response | Answer:
    """Close it, once however often the form is sent."""
    wiring, reason = here.wiring(), request.form.get("reason", "")
    attempt = Attempt.of(here.actor(), request.form.get("attempt", ""), ENDPOINT, (key, reason))
    try:
        done = close(wiring.open_uow, key, reason=reason, attempt=attempt, now=here.now())
    except ReasonMissing:
        form = Form({"reason": reason}, errors={"reason": "offers.reason_short"})
        return _page(key, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    shop = read_shop(wiring.open_reading, key)
    tell("offers.told_closed", shop=shop.name, n=done.value["vouchers"])
    return redirect(url_for(".shop", key=key), HTTPStatus.SEE_OTHER)


def _page(key: str, form: Form, status: int) -> Answer:
    reading = here.wiring().open_reading
    shop = read_shop(reading, key)
    return render_template(
        "organiser/close_shop.html", shop=shop, form=form, vouchers=usable_at(reading, shop.id)
    ), status
