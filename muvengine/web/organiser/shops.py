"""The shops: a list, and a page for each with its offers and tablets."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, Final

from flask import redirect, render_template, request, url_for
from marshmallow import Schema, fields, validate
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput
from muvengine.core.vouchers.shop import KEY, KEY_CHARACTERS_MAX, Shop, key_of_name
from muvengine.reads.offers import offers_of_shop
from muvengine.reads.shop_requests import requests_waiting
from muvengine.reads.shops import devices_of, shops_with_suspended
from muvengine.reads.shops import shop as read_shop
from muvengine.reads.shops import shops as list_shops
from muvengine.services.save_shop import save_shop
from muvengine.web import here
from muvengine.web.assets import GIFTS
from muvengine.web.forms import Form, read_form
from muvengine.web.organiser.fields import Degrees, as_typed, by_language
from muvengine.web.organiser.pages import pages
from muvengine.web.page_words import tell

Answer = tuple[str, int]
LAT_MAX: Final = 90
LON_MAX: Final = 180
_LONG: Final = "places.too_long"


class ShopForm(Schema):
    """What stands on its sign, and where it is; words by language come beside."""

    name = fields.String(
        required=True,
        validate=validate.Length(max=120, error=_LONG),
        error_messages={"required": "places.no_name"},
    )
    street = fields.String(load_default="", validate=validate.Length(max=200, error=_LONG))
    lat = Degrees(LAT_MAX, required=True, error_messages={"required": "places.degrees_needed"})
    lon = Degrees(LON_MAX, required=True, error_messages={"required": "places.degrees_needed"})
    pictogram = fields.String(
        load_default="shop", validate=validate.OneOf(tuple(GIFTS), error="layout.wrong")
    )


class NewShopForm(ShopForm):
    """A short name for addresses may be chosen once."""

    key = fields.String(
        load_default="",
        validate=validate.And(
            validate.Length(max=KEY_CHARACTERS_MAX, error=_LONG),
            validate.Regexp(f"^({KEY.pattern})$", error="places.key_wrong"),
        ),
    )


@pages.get("/shops")
def shops() -> str:
    """List every shop, those that left the programme too."""
    return shops_page(Form(typed={"vouchers_a_day": str(here.programme().vouchers_a_day)}))


def shops_page(form: Form) -> str:
    """Draw the list, with the limit that holds for all of them."""
    reading = here.wiring().open_reading
    return render_template(
        "organiser/shops.html",
        shops=list_shops(reading, open_only=False),
        suspended=shops_with_suspended(reading),
        waiting=requests_waiting(reading),
        form=form,
    )


@pages.get("/shops/new")
def new_shop() -> Answer:
    """Ask for a shop."""
    return _form(Form(), None, HTTPStatus.OK)


@pages.post("/shops/new")
def add_shop() -> Response | Answer:
    """Keep a new shop."""
    form = _inside(read_form(NewShopForm, request.form))
    if not form:
        return _form(form, None, HTTPStatus.UNPROCESSABLE_ENTITY)
    key = form.values["key"] or key_of_name(form.values["name"])
    if not key:
        return _wrong(form, "places.key_wrong")
    try:
        _save(Shop(key=key, **_values(form)), new=True)
    except BadInput:
        return _wrong(form, "places.key_taken")
    tell("places.told_shop", name=form.values["name"])
    return redirect(url_for(".shop", key=key), HTTPStatus.SEE_OTHER)


@pages.get("/shops/<key>")
def shop(key: str) -> str:
    """Show a shop with everything it gave or gives, and its tablets."""
    reading = here.wiring().open_reading
    found = read_shop(reading, key)
    return render_template(
        "organiser/shop.html",
        shop=found,
        offers=[one.offer for one in offers_of_shop(reading, found.id)],
        tablets=[one for one in devices_of(reading, found.id) if one.revoked_at is None],
        today=here.now().date(),
    )


@pages.get("/shops/<key>/edit")
def edit_shop(key: str) -> Answer:
    """Show what can be changed."""
    found = read_shop(here.wiring().open_reading, key)
    typed = {
        "name": found.name,
        "street": found.street,
        "lat": str(found.lat),
        "lon": str(found.lon),
        "pictogram": found.pictogram,
        "open": "true" if found.open else "",
        **as_typed("about", found.about),
        **as_typed("hours", found.hours),
    }
    return _form(Form(typed=typed), found, HTTPStatus.OK)


@pages.post("/shops/<key>/edit")
def change_shop(key: str) -> Response | Answer:
    """Keep the changes; the address stays."""
    found = read_shop(here.wiring().open_reading, key)
    form = _inside(read_form(ShopForm, request.form))
    if not form:
        return _form(form, found, HTTPStatus.UNPROCESSABLE_ENTITY)
    is_open = request.form.get("open") == "true"
    _save(Shop(key=key, open=is_open, **_values(form)))
    tell("places.told_shop", name=form.values["name"])
    return redirect(url_for(".shop", key=key), HTTPStatus.SEE_OTHER)


def _values(form: Form) -> dict[str, Any]:
    named = {name: value for name, value in form.values.items() if name != "key"}
    words = {name: by_language(form.typed, name) for name in ("about", "hours")}
    return {**named, **words}


def _inside(form: Form) -> Form:
    """Refuse a shop outside the programme's area: most often the two numbers changed places."""
    area = here.programme().area
    if form and area and not area.holds(form.values["lat"], form.values["lon"]):
        return Form(form.typed, form.values, {"lat": "places.outside_area"})
    return form


def _save(shop: Shop, *, new: bool = False) -> None:
    wiring = here.wiring()
    save_shop(wiring.open_uow, shop, actor=here.actor(), now=wiring.now(), new=new)


def _wrong(form: Form, code: str) -> Answer:
    return _form(Form(form.typed, errors={"key": code}), None, HTTPStatus.UNPROCESSABLE_ENTITY)


def _form(form: Form, shop: Shop | None, status: int) -> Answer:
    page = render_template(
        "organiser/edit_shop.html",
        form=form,
        shop=shop,
        pictograms=[(key, here.say(f"places.pictogram_{key}")) for key in GIFTS],
    )
    return page, status
