"""What a shop gives for points: add, change, pause."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import Any, Final

from flask import redirect, render_template, request, url_for
from marshmallow import fields, validate
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput, SoldOut
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.vouchers.offer import Offer, OfferState, Period
from muvengine.reads.offers import OfferOfShop
from muvengine.reads.offers import offer as read_offer
from muvengine.reads.shops import shop as read_shop
from muvengine.services.save_offer import save_offer
from muvengine.web import here
from muvengine.web.assets import GIFTS
from muvengine.web.forms import Form, read_form
from muvengine.web.organiser.fields import Euros, Whole, as_typed, by_language, typed_euros
from muvengine.web.organiser.offer_terms import TermsForm, read_terms, typed_terms, weekday_rows
from muvengine.web.organiser.pages import pages
from muvengine.web.page_words import tell
from muvengine.words.catalogue import written

Answer = tuple[str, int]
KINDS: Final = ("item", "amount_off", "percent_off")
POINTS_MAX: Final = 1_000_000
TITLE_CHARACTERS_MAX: Final = 120
IN_TERMS: Final = ("percent_off", "min_age", "no_alcohol_tobacco")
_needed: Final = {"required": "places.whole_needed"}


class OfferForm(TermsForm):
    """The figures of an offer; its words by language come beside."""

    kind = fields.String(load_default="item", validate=validate.OneOf(KINDS, error="layout.wrong"))
    pictogram = fields.String(
        load_default="gift", validate=validate.OneOf(tuple(GIFTS), error="layout.wrong")
    )
    price_points = Whole(1, POINTS_MAX, required=True, error_messages=_needed)
    face_cents = Euros(required=True, error_messages={"required": "places.euros_needed"})
    shop_share_cents = Euros(load_default=0)
    divisible = fields.Boolean(load_default=False)
    stock = Whole(0, POINTS_MAX, load_default=None)
    per_person = Whole(1, 50, required=True, error_messages=_needed)
    per_person_period = fields.Enum(Period, by_value=True, load_default=Period.WEEK)
    valid_days = Whole(1, 366, required=True, error_messages=_needed)
    visible_from = fields.Date(load_default=None)
    visible_until = fields.Date(load_default=None)
    state = fields.Enum(OfferState, by_value=True, load_default=OfferState.LIVE)


@pages.get("/shops/<key>/offers/new")
def new_offer(key: str) -> Answer:
    """Ask for an offer."""
    shop = read_shop(here.wiring().open_reading, key)
    return _form(Form(), shop.key, shop.name, HTTPStatus.OK)


@pages.post("/shops/<key>/offers/new")
def add_offer(key: str) -> Response | Answer:
    """Keep a new offer, once however often the form is sent."""
    shop = read_shop(here.wiring().open_reading, key)
    form = _read()
    if not form:
        return _form(form, shop.key, shop.name, HTTPStatus.UNPROCESSABLE_ENTITY)
    _save(_offer(form, Offer(shop.id, {}, 1, 0)))
    return _done(form, shop.key)


@pages.get("/offers/<int:offer_id>")
def edit_offer(offer_id: int) -> Answer:
    """Show what can be changed."""
    found = read_offer(here.wiring().open_reading, offer_id)
    form = Form(typed=_typed(found.offer))
    return _form(form, found.shop_key, found.shop_name, HTTPStatus.OK, found.offer)


@pages.post("/offers/<int:offer_id>")
def change_offer(offer_id: int) -> Response | Answer:
    """Keep the changes; vouchers already sold keep what they promised."""
    found = read_offer(here.wiring().open_reading, offer_id)
    form = _read()
    if not form:
        return _again(form, found)
    try:
        _save(_offer(form, found.offer))
    except SoldOut:
        return _again(Form(form.typed, errors={"stock": "places.stock_low"}), found)
    return _done(form, found.shop_key)


@pages.post("/offers/<int:offer_id>/state")
def set_offer_state(offer_id: int) -> Response:
    """Pause an offer, or put it on sale again."""
    found = read_offer(here.wiring().open_reading, offer_id)
    wanted = request.form.get("state", "")
    if wanted not in {OfferState.LIVE, OfferState.PAUSED}:
        raise BadInput(fields={"state": "unknown"})
    _save(replace(found.offer, state=OfferState(wanted)))
    tell(f"places.told_offer_{wanted}")
    return redirect(url_for(".shop", key=found.shop_key), HTTPStatus.SEE_OTHER)


def _read() -> Form:
    form = read_form(OfferForm, request.form)
    title, errors = by_language(form.typed, "title"), dict(form.errors)
    first = here.written_locales()[0]
    if not title:
        errors[f"title_{first}"] = "places.no_title"
    elif max(map(len, title.values())) > TITLE_CHARACTERS_MAX:
        errors[f"title_{first}"] = "places.too_long"
    begins, ends = form.values.get("visible_from"), form.values.get("visible_until")
    if begins and ends and ends < begins:
        errors["visible_until"] = "places.days_order"
    if form.values.get("divisible") and form.values.get("shop_share_cents"):
        errors["shop_share_cents"] = "solvency.share_divisible"
    terms, wrong = read_terms(form.values, form.typed)
    if form:
        errors |= wrong
    values = {name: value for name, value in form.values.items() if name not in IN_TERMS}
    return Form(form.typed, values | {"terms": terms}, errors)


def _offer(form: Form, like: Offer) -> Offer:
    title, note = (by_language(form.typed, name) for name in ("title", "note"))
    return replace(like, title=title, note=note, **form.values)


def _save(offer: Offer) -> None:
    wiring, actor = here.wiring(), here.actor()
    attempt = Attempt.of(actor, request.form.get("attempt", ""), "save_offer", offer)
    save_offer(wiring.open_uow, offer, actor=actor, now=wiring.now(), attempt=attempt)


def _typed(offer: Offer) -> dict[str, str]:
    """Give an offer as its form holds it."""
    columns = [name for name in OfferForm().fields if name not in IN_TERMS]
    named: dict[str, Any] = {name: getattr(offer, name) for name in columns}
    plain = {name: "" if value is None else str(value) for name, value in named.items()}
    return {
        **plain,
        "face_cents": typed_euros(offer.face_cents),
        "shop_share_cents": typed_euros(offer.shop_share_cents),
        "divisible": "true" if offer.divisible else "",
        **as_typed("title", offer.title),
        **as_typed("note", offer.note),
        **typed_terms(offer.terms),
    }


def _done(form: Form, key: str) -> Response:
    title = by_language(form.typed, "title")
    tell("places.told_offer", title=written(title, here.locale()))
    return redirect(url_for(".shop", key=key), HTTPStatus.SEE_OTHER)


def _again(form: Form, found: OfferOfShop) -> Answer:
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return _form(form, found.shop_key, found.shop_name, status, found.offer)


def _form(
    form: Form, shop_key: str, shop_name: str, status: int, offer: Offer | None = None
) -> Answer:
    page = render_template(
        "organiser/edit_offer.html",
        form=form,
        shop_key=shop_key,
        shop_name=shop_name,
        offer=offer,
        kinds=[(kind, here.say(f"places.kind_{kind}")) for kind in KINDS],
        periods=[(one.value, here.say(f"places.period_{one.value}")) for one in Period],
        states=[(one.value, here.say(f"places.offer_{one.value}")) for one in OfferState],
        weekdays=weekday_rows(),
        pictograms=[(key, here.say(f"places.pictogram_{key}")) for key in GIFTS],
    )
    return page, status
