"""Places of a treasure hunt: write, take out, pause, renew the sign, print the posters."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, Final

from flask import redirect, render_template, request, url_for
from markupsafe import Markup
from marshmallow import Schema, fields, validate
from werkzeug.wrappers import Response

from muvengine.core.errors import NotFound, NotPossible
from muvengine.core.game.hunt import Place, Spot
from muvengine.formats.qr import qr_svg
from muvengine.reads import hunts as reading
from muvengine.reads.routes import routes
from muvengine.reads.shops import shops
from muvengine.services import keep_hunt as service
from muvengine.web import here
from muvengine.web.forms import Form, read_form
from muvengine.web.hunt_words import DRAWINGS
from muvengine.web.organiser.fields import Degrees, as_typed, by_language
from muvengine.web.organiser.hunts import hunt_page, words_of_office
from muvengine.web.organiser.pages import pages
from muvengine.web.page_words import tell
from muvengine.words.catalogue import say, written
from muvengine.words.http_status import status_of

Answer = tuple[str, int]
CHARACTERS_MAX: Final = {"name": 80, "hint": 300}
LATITUDE_MAX, LONGITUDE_MAX = 90, 180


class PlaceForm(Schema):
    """Where a place is; its words by language come beside."""

    pictogram = fields.String(
        load_default="place", validate=validate.OneOf(DRAWINGS, error="layout.wrong")
    )
    shop = fields.String(load_default="")
    route = fields.String(load_default="")
    lat = Degrees(LATITUDE_MAX, load_default=None)
    lon = Degrees(LONGITUDE_MAX, load_default=None)


@pages.get("/hunts/<key>/places/new")
def new_hunt_place(key: str) -> Answer:
    """Ask for a place."""
    return _form(key, 0, Form(), HTTPStatus.OK)


@pages.post("/hunts/<key>/places/new")
def add_hunt_place(key: str) -> Response | Answer:
    """Add a place behind the others."""
    return _save(key, 0)


@pages.get("/hunts/<key>/places/<int:number>")
def hunt_place(key: str, number: int) -> Answer:
    """Show a place: what is written of it, its sign, and what can be done."""
    return _form(key, number, Form(typed=_typed(_place(key, number))), HTTPStatus.OK)


@pages.post("/hunts/<key>/places/<int:number>")
def save_hunt_place(key: str, number: int) -> Response | Answer:
    """Write a place of a draft anew."""
    return _save(key, number)


@pages.post("/hunts/<key>/places/<int:number>/drop")
def drop_hunt_place(key: str, number: int) -> Response | Answer:
    """Take a place out of a draft."""
    uow = here.wiring().open_uow
    try:
        service.drop_place(uow, key, number, actor=here.actor(), now=here.now())
    except NotPossible as refusal:
        return hunt_page(key, words_of_office(refusal), status_of(refusal))
    tell("hunt.told_place_dropped")
    return redirect(url_for(".hunt", key=key), HTTPStatus.SEE_OTHER)


@pages.post("/hunts/<key>/places/<int:number>/pause")
def pause_hunt_place(key: str, number: int) -> Response:
    """Let its sign say nothing until it is renewed."""
    uow = here.wiring().open_uow
    service.pause_place(uow, key, number, actor=here.actor(), now=here.now())
    tell("hunt.told_place_paused")
    return redirect(url_for(".hunt_place", key=key, number=number), HTTPStatus.SEE_OTHER)


@pages.post("/hunts/<key>/places/<int:number>/sign")
def renew_hunt_sign(key: str, number: int) -> Response:
    """Make a new sign; the old one says nothing any more."""
    wiring = here.wiring()
    service.renew_sign(
        wiring.open_uow,
        key,
        number,
        actor=here.actor(),
        now=wiring.now(),
        new_token=wiring.new_token,
    )
    tell("hunt.told_sign")
    return redirect(url_for(".hunt_place", key=key, number=number), HTTPStatus.SEE_OTHER)


@pages.get("/hunts/<key>/posters")
def hunt_posters(key: str) -> str:
    """Show a poster for each place as it is printed, or for one place."""
    hunt, signs = reading.signs_of(here.wiring().open_reading, key)
    only = request.args.get("place", type=int)
    places = [one for one in hunt.places if only in {None, one.number}]
    return render_template(
        "organiser/hunt_posters.html",
        hunt=hunt,
        posters=[(one, signs[one.number], _qr(signs[one.number].token)) for one in places],
        sentences=[
            (one, say("hunt.poster_do", one), say("hunt.poster_card", one))
            for one in here.programme().locales
        ],
        address=here.wiring().settings.base_url,
    )


def _qr(token: str) -> Markup:
    address = here.wiring().settings.base_url + url_for("account.hunt_sign", token=token)
    return Markup(qr_svg(address))  # noqa: S704  drawn by ourselves from our own token


def _place(key: str, number: int) -> Place:
    hunt = reading.signs_of(here.wiring().open_reading, key)[0]
    place = hunt.place(number)
    if place is None:
        raise NotFound(kind="place")
    return place


def _save(key: str, number: int) -> Response | Answer:
    form, wiring = _read(), here.wiring()
    if not form:
        return _form(key, number, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    values = form.values
    place = Place(
        number,
        by_language(form.typed, "name"),
        by_language(form.typed, "hint"),
        values["pictogram"],
        Spot(values["shop"], values["route"], values["lat"], values["lon"]),
    )
    try:
        kept = service.save_place(
            wiring.open_uow,
            key,
            place,
            actor=here.actor(),
            now=wiring.now(),
            new_token=wiring.new_token,
        )
    except NotPossible as refusal:
        return hunt_page(key, words_of_office(refusal), status_of(refusal))
    tell("hunt.told_place", number=kept)
    return redirect(url_for(".hunt", key=key), HTTPStatus.SEE_OTHER)


def _read() -> Form:
    form = read_form(PlaceForm, request.form)
    errors, first = dict(form.errors), here.written_locales()[0]
    for name, most in CHARACTERS_MAX.items():
        words = by_language(form.typed, name)
        if not words:
            errors[f"{name}_{first}"] = f"hunt.no_{name}"
        elif max(map(len, words.values())) > most:
            errors[f"{name}_{first}"] = "places.too_long"
    if not errors and (form.values["lat"] is None) != (form.values["lon"] is None):
        errors["lat"] = "hunt.both_degrees"
    for name, options in (("shop", _shops()), ("route", _routes())):
        if form.typed.get(name, "") not in dict(options):
            errors[name] = "layout.wrong"
    return Form(form.typed, form.values, errors)


def _typed(place: Place) -> dict[str, str]:
    spot = place.spot
    return {
        **as_typed("name", place.name),
        **as_typed("hint", place.hint),
        "pictogram": place.pictogram,
        "shop": spot.shop,
        "route": spot.route,
        "lat": "" if spot.lat is None else str(spot.lat),
        "lon": "" if spot.lon is None else str(spot.lon),
    }


def _shops() -> list[tuple[str, str]]:
    found = shops(here.wiring().open_reading)
    return [("", here.say("hunt.at_no_shop")), *((one.key, one.name) for one in found)]


def _routes() -> list[tuple[str, str]]:
    found = routes(here.wiring().open_reading)
    named = ((one.line.key, written(one.label, here.locale())) for one in found)
    return [("", here.say("hunt.on_no_route")), *named]


def _form(key: str, number: int, form: Form, status: int) -> Answer:
    found: dict[str, Any] = {"hunt": reading.signs_of(here.wiring().open_reading, key)[0]}
    if number:
        found["place"] = _place(key, number)
    page = render_template(
        "organiser/hunt_place.html",
        form=form,
        number=number,
        shops=_shops(),
        routes=_routes(),
        pictograms=[(one, here.say(f"hunt.drawing_{one}")) for one in DRAWINGS],
        **found,
    )
    return page, status
