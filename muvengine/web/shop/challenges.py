"""What this shop asks people to do, and the good it thanks them with."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from typing import Any, Final

from flask import redirect, render_template, request, url_for
from marshmallow import Schema, fields
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput, NotPossible
from muvengine.core.game.challenges.sponsored import (
    DAY_MIN,
    DAYS_MAX,
    STOCK_MAX,
    WEEKDAYS,
    Sponsored,
)
from muvengine.core.modes.limits import DEFAULT_LIMITS
from muvengine.core.vouchers.offer import PERCENT_OFF, Offer
from muvengine.reads.challenge_office import sponsored_of
from muvengine.reads.offers import offers_of_shop
from muvengine.services.sponsor_challenge import draft_challenge
from muvengine.web import here
from muvengine.web.challenge_words import challenge_refused, words
from muvengine.web.forms import Form, read_form
from muvengine.web.page_words import tell
from muvengine.web.shop.amounts import amount_cents
from muvengine.web.shop.pages import pages
from muvengine.words.http_status import status_of

Answer = tuple[str, int]
OTHER: Final = "0"
_needed: Final[dict[str, Any]] = {"required": "layout.needed", "invalid": "layout.wrong"}
_WRONG: Final = ("title", "good", "days", "last_day", "until", "stock", "worth")


class ChallengeForm(Schema):
    """A deed and a good, as a shop types them."""

    title = fields.String(load_default="")
    days = fields.Integer(required=True, error_messages=_needed)
    first_day = fields.Date(required=True, error_messages=_needed)
    last_day = fields.Date(required=True, error_messages=_needed)
    # Without seconds, as a clock shows it.
    first = fields.Time(format="%H:%M", load_default=None, error_messages=_needed)
    until = fields.Time(format="%H:%M", load_default=None, error_messages=_needed)
    offer = fields.String(load_default=OTHER)
    good = fields.String(load_default="")
    worth = fields.String(load_default="0")
    stock = fields.Integer(required=True, error_messages=_needed)


@pages.get("/challenges")
def challenges() -> Answer:
    """List this shop's challenges, and ask for a new one."""
    return _page(Form(), None, HTTPStatus.OK)


@pages.post("/challenges")
def draft_shop_challenge() -> Response | Answer:
    """Send a draft to the organisers; the same press twice sends it once."""
    form = read_form(ChallengeForm, request.form)
    if not form:
        return _page(form, None, HTTPStatus.UNPROCESSABLE_ENTITY)
    wiring = here.wiring()
    wanted = _wanted(form.values)
    if wanted is None:
        wrong = Form(form.typed, errors={"worth": "challenge.wrong_worth"})
        return _page(wrong, None, HTTPStatus.UNPROCESSABLE_ENTITY)
    attempt = here.attempt("draft_challenge", repr(wanted))
    try:
        draft_challenge(
            wiring.open_uow,
            wanted,
            attempt=attempt,
            now=here.now(),
            new_token=wiring.new_token,
        )
    except BadInput as refusal:
        found: Any = refusal.facts["fields"]
        errors = {name: f"challenge.wrong_{name}" for name in _WRONG if name in found}
        return _page(Form(form.typed, errors=errors), None, HTTPStatus.UNPROCESSABLE_ENTITY)
    except NotPossible as refusal:
        return _page(form, challenge_refused(refusal), status_of(refusal))
    tell("challenge.shop_sent")
    return redirect(url_for(".challenges"), HTTPStatus.SEE_OTHER)


def _wanted(values: Any) -> Sponsored | None:  # noqa: ANN401  as marshmallow gives them
    """Give what was typed as a challenge; None where the worth is no amount."""
    locale, offer = here.locale(), _offer(values["offer"])
    cents = _cents(values["worth"]) if offer is None else offer.worth_cents
    if cents is None:
        return None
    first, until = values["first"], values["until"]
    modes, days = request.form.getlist("modes"), request.form.getlist("weekdays")
    return Sponsored(
        shop_id=here.till().shop_id,
        title={locale: values["title"]},
        days=values["days"],
        first_day=values["first_day"],
        last_day=values["last_day"],
        good={locale: values["good"]} if offer is None else offer.title,
        stock=values["stock"],
        worth_cents=cents,
        modes=tuple(mode for mode in DEFAULT_LIMITS if mode in modes),
        weekdays=tuple(day for day in WEEKDAYS if day in days),
        from_min=first.hour * 60 + first.minute if first else 0,
        until_min=until.hour * 60 + until.minute if until else DAY_MIN,
        pictogram="gift" if offer is None else offer.pictogram,
    )


def _cents(text: str) -> int | None:
    try:
        return amount_cents(text) or 0
    except BadInput:
        return None


def _offer(chosen: str) -> Offer | None:
    return next((one for one in _own() if str(one.id) == chosen), None)


def _own() -> list[Offer]:
    """Give the goods that this shop sells for points now."""
    found = offers_of_shop(here.wiring().open_reading, here.till().shop_id)
    today = here.now().date()
    offers = [one.offer for one in found]
    return [one for one in offers if one.on_sale(today) and one.kind != PERCENT_OFF]


def _page(form: Form, sentence: str | None, status: int) -> Answer:
    today = here.now().date()
    page = render_template(
        "shop/challenges.html",
        held=sponsored_of(here.wiring().open_reading, here.till().shop_id),
        form=form,
        sentence=sentence,
        own=_own(),
        modes=tuple(DEFAULT_LIMITS),
        weekdays=WEEKDAYS,
        ticked={name: request.form.getlist(name) for name in ("modes", "weekdays")},
        today=today,
        last=today + timedelta(days=28),
        days_max=DAYS_MAX,
        stock_max=STOCK_MAX,
        spoken=words(),
    )
    return page, status
