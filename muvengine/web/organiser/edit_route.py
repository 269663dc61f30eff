"""The form of a set route: its line drawn, typed or taken from a file, and its words and days."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import Any

from flask import redirect, render_template, request, url_for
from marshmallow import Schema, fields, validate
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput, FileRefused
from muvengine.core.routes.route import Direction, Route
from muvengine.core.routes.set_route import LIVE, SetRoute
from muvengine.core.vouchers.shop import Shop, key_of_name
from muvengine.reads.route_survey import RouteSurvey, Surroundings, surroundings, survey
from muvengine.reads.routes import route as read_route
from muvengine.services.add_route import add_route as add
from muvengine.services.save_route import (
    BUFFER_M_MAX,
    BUFFER_M_MIN,
    KEY,
    KEY_CHARS_MAX,
    SavedRoute,
    length_m,
    request_of,
    save_route,
)
from muvengine.web import here
from muvengine.web.forms import Form, read_form
from muvengine.web.organiser.fields import Whole, as_typed, by_language
from muvengine.web.organiser.pages import pages
from muvengine.web.organiser.route_line import PostedLine, kept_line, posted_line
from muvengine.web.organiser.route_maps import ground, ground_shapes, map_of
from muvengine.web.organiser.routes import advice_in_words, errors_of
from muvengine.web.page_words import tell
from muvengine.web.refused import words_for
from muvengine.words.catalogue import written
from muvengine.words.http_status import status_of

Answer = tuple[str, int]
# An address of its own.
RESERVED = frozenset({"new"})


class RouteForm(Schema):
    """How a line on the ground is followed; its words by language come beside."""

    buffer_m = Whole(int(BUFFER_M_MIN), int(BUFFER_M_MAX), load_default=40)
    direction = fields.Enum(Direction, by_value=True, load_default=Direction.EITHER)
    valid_from = fields.Date(load_default=None)
    valid_until = fields.Date(load_default=None)
    move_live = fields.Boolean(load_default=False)


class NewRouteForm(RouteForm):
    """The word by which rulebooks call it is chosen once."""

    key = fields.String(
        load_default="",
        validate=validate.And(
            validate.Length(max=KEY_CHARS_MAX, error="places.too_long"),
            validate.Regexp(f"^({KEY.pattern})$", error="routes.key_wrong"),
        ),
    )


@pages.get("/routes/new")
def new_route() -> Answer:
    """Ask for a line and its words."""
    return _form(Form(), kept_line(None), None)


@pages.post("/routes/new")
def add_route() -> Response | Answer:
    """Keep a new route as a draft, or only show how it looks."""
    form = read_form(NewRouteForm, request.form)
    label = by_language(form.typed, "label")
    key = form.values.get("key") or key_of_name(next(iter(label.values()), ""))
    errors = dict(form.errors)
    if label and not key:
        errors["key"] = "routes.key_wrong"
    elif key in RESERVED:
        errors["key"] = "routes.wrong_key_taken"
    return _answer(Form(form.typed, form.values, errors), key, None)


@pages.get("/routes/<key>/edit")
def edit_route(key: str) -> Answer:
    """Show what can be changed."""
    found = read_route(here.wiring().open_reading, key)
    typed = {
        "buffer_m": str(round(found.line.buffer_m)),
        "direction": found.line.direction.value,
        "valid_from": found.valid_from.isoformat() if found.valid_from else "",
        "valid_until": found.valid_until.isoformat() if found.valid_until else "",
        **as_typed("label", found.label),
        **as_typed("note", found.note),
    }
    return _form(Form(typed=typed), kept_line(found), found)


@pages.post("/routes/<key>/edit")
def change_route(key: str) -> Response | Answer:
    """Keep the changes, or only show how they look."""
    found = read_route(here.wiring().open_reading, key)
    return _answer(read_form(RouteForm, request.form), key, found)


def _answer(form: Form, key: str, found: SetRoute | None) -> Response | Answer:
    try:
        posted = posted_line(found)
    except FileRefused as refusal:
        text = PostedLine(request.form.get("line", ""))
        return _form(form, text, found, status_of(refusal), words_for(refusal))
    if request.form.get("do") == "look":
        shown = Form(form.typed, errors={"line": posted.error} if posted.error else {})
        return _form(shown, posted, found, looking=not posted.error)
    errors = {**form.errors, **({"line": posted.error} if posted.error else {})}
    if errors or posted.line is None:
        return _form(Form(form.typed, errors=errors), posted, found)
    route = _route(form, replace(posted.line, key=key))
    return _keep(route, form, posted, found)


def _keep(
    route: SetRoute, form: Form, posted: PostedLine, found: SetRoute | None
) -> Response | Answer:
    try:
        saved = _save(route, may_move_live=form.values["move_live"], new=found is None)
    except BadInput as refusal:
        return _form(Form(form.typed, errors=errors_of(refusal)), posted, found)
    _tell(saved, written(route.label, here.locale()))
    return redirect(url_for(".route", key=route.line.key), HTTPStatus.SEE_OTHER)


def _save(route: SetRoute, *, may_move_live: bool, new: bool) -> SavedRoute:
    wiring, hand, key = here.wiring(), here.actor(), request.form.get("attempt", "")
    if new:
        attempt = request_of(hand, key, route, "add_route")
        return add(wiring.open_uow, route, actor=hand, now=wiring.now(), attempt=attempt)
    return save_route(
        wiring.open_uow,
        route,
        actor=hand,
        now=wiring.now(),
        may_move_live=may_move_live,
        attempt=request_of(hand, key, route, "save_route"),
    )


def _tell(saved: SavedRoute, name: str) -> None:
    code = "told_saved" if saved.state == "draft" else f"told_saved_{saved.state}"
    what = ", ".join(here.say(f"routes.change_{one}") for one in saved.changed)
    more = here.say("routes.told_changed", what=what) if what else ""
    tell(f"routes.{code}", name=name, more=more)


def _route(form: Form, line: Route) -> SetRoute:
    values = form.values
    buffer_m, direction = float(values["buffer_m"]), values["direction"]
    known = {shop.key for shop in surroundings(here.wiring().open_reading).shops}
    return SetRoute(
        line=replace(line, buffer_m=buffer_m, direction=direction),
        label=by_language(form.typed, "label"),
        note=by_language(form.typed, "note"),
        stops=tuple(key for key in request.form.getlist("stops") if key in known),
        valid_from=values["valid_from"],
        valid_until=values["valid_until"],
    )


def _form(
    form: Form,
    posted: PostedLine,
    found: SetRoute | None,
    status: int = HTTPStatus.OK,
    sentence: str | None = None,
    *,
    looking: bool = False,
) -> Answer:
    wiring = here.wiring()
    around = surroundings(wiring.open_reading, found.line.key if found else "")
    if form.errors and status == HTTPStatus.OK:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    chosen = request.form.getlist("stops") if request.method == "POST" else None
    stops = tuple(chosen if chosen is not None else (found.stops if found else ()))
    shown = _shown(form, posted, found, stops)
    seen = survey(wiring.open_reading, shown) if shown else None
    page = render_template(
        "organiser/edit_route.html",
        form=form,
        route=found,
        live=found is not None and found.state == LIVE,
        posted=posted,
        sentence=sentence,
        looking=looking,
        length_m=length_m(shown.line) if shown else 0,
        advice=advice_in_words(seen) if seen else [],
        stops=stops,
        shops=_shops(around, seen),
        directions=list(Direction),
        drawing=_drawing(shown, around, seen),
        shapes=ground_shapes(around),
        tiles=wiring.settings.tile_url,
    )
    return page, status


def _shown(
    form: Form, posted: PostedLine, found: SetRoute | None, stops: tuple[str, ...]
) -> SetRoute | None:
    """Give the route as far as the form can be read, to be drawn."""
    if posted.line is None:
        return None
    read: dict[str, Any] = RouteForm().load(
        {name: form.typed[name] for name in ("buffer_m", "direction") if _good(form, name)}
    )
    line = replace(
        posted.line,
        key=found.line.key if found else "",
        buffer_m=float(read["buffer_m"]),
        direction=read["direction"],
    )
    return SetRoute(line, by_language(form.typed, "label"), stops=stops)


def _good(form: Form, name: str) -> bool:
    typed = form.typed.get(name)
    return bool(typed) and not RouteForm(only=(name,)).validate({name: typed})


def _shops(around: Surroundings, seen: RouteSurvey | None) -> list[tuple[Shop, float | None]]:
    """List the shops: those near the line first, in its order, each with its distance."""
    if seen is None:
        return [(shop, None) for shop in around.shops]
    order = list(seen.aside)
    aside = seen.aside
    ordered = sorted(around.shops, key=lambda one: (aside[one.key].too_far, order.index(one.key)))
    return [(shop, aside[shop.key].apart_m) for shop in ordered]


def _drawing(shown: SetRoute | None, around: Surroundings, seen: RouteSurvey | None) -> str:
    title = here.say("routes.line_legend")
    if shown is None or seen is None:
        return ground(around, title=title)
    return map_of(shown, around, [shop for shop, _ in seen.stops], title=title)
