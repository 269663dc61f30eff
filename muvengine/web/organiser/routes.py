"""Set routes: a list, and the form that takes a line from a GPX file."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from marshmallow import Schema, fields, validate
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput, FileRefused
from muvengine.core.routes.route import Direction, Route
from muvengine.core.routes.set_route import STATES, SetRoute
from muvengine.core.vouchers.shop import key_of_name
from muvengine.reads.routes import route as read_route
from muvengine.reads.routes import routes as list_routes
from muvengine.reads.shops import shops as list_shops
from muvengine.services.save_route import (
    BUFFER_M_MAX,
    BUFFER_M_MIN,
    KEY,
    KEY_CHARS_MAX,
    line_of_file,
    save_route,
)
from muvengine.web import here
from muvengine.web.forms import Form, read_form
from muvengine.web.organiser.fields import Whole, as_typed, by_language
from muvengine.web.organiser.pages import pages
from muvengine.web.page_words import tell
from muvengine.web.refused import words_for
from muvengine.words.catalogue import written
from muvengine.words.http_status import status_of

Answer = tuple[str, int]


class RouteForm(Schema):
    """How a line on the ground is followed; its words by language come beside."""

    buffer_m = Whole(int(BUFFER_M_MIN), int(BUFFER_M_MAX), load_default=40)
    direction = fields.Enum(Direction, by_value=True, load_default=Direction.EITHER)
    state = fields.String(
        load_default="live", validate=validate.OneOf(STATES, error="layout.wrong")
    )
    valid_from = fields.Date(load_default=None)
    valid_until = fields.Date(load_default=None)


class NewRouteForm(RouteForm):
    """The word by which rulebooks call it is chosen once."""

    key = fields.String(
        load_default="",
        validate=validate.And(
            validate.Length(max=KEY_CHARS_MAX, error="places.too_long"),
            validate.Regexp(f"^({KEY.pattern})$", error="places.key_wrong"),
        ),
    )


@pages.get("/routes")
def routes() -> str:
    """List every route, drafts and closed ones too."""
    return render_template("organiser/routes.html", routes=list_routes(here.wiring().open_reading))


@pages.get("/routes/new")
def new_route() -> Answer:
    """Ask for a line and its words."""
    return _form(Form(), None, HTTPStatus.OK)


@pages.post("/routes/new")
def add_route() -> Response | Answer:
    """Keep a new route; trips are matched by it at once."""
    form = read_form(NewRouteForm, request.form)
    label = by_language(form.typed, "label")
    key = form.values.get("key") or key_of_name(next(iter(label.values()), ""))
    known = {one.line.key for one in list_routes(here.wiring().open_reading)}
    errors = dict(form.errors)
    if label and not key:
        errors["key"] = "places.key_wrong"
    elif key in known:
        errors["key"] = "places.key_taken"
    if not _chosen():
        errors["file"] = "participant.add_no_file"
    return _keep(Form(form.typed, form.values, errors), key, None)


@pages.get("/routes/<key>")
def edit_route(key: str) -> Answer:
    """Show what can be changed."""
    found = read_route(here.wiring().open_reading, key)
    typed = {
        "buffer_m": str(round(found.line.buffer_m)),
        "direction": found.line.direction.value,
        "state": found.state,
        "valid_from": found.valid_from.isoformat() if found.valid_from else "",
        "valid_until": found.valid_until.isoformat() if found.valid_until else "",
        **as_typed("label", found.label),
        **as_typed("note", found.note),
    }
    return _form(Form(typed=typed), found, HTTPStatus.OK)


@pages.post("/routes/<key>")
def change_route(key: str) -> Response | Answer:
    """Keep the changes; without a file the line stays."""
    found = read_route(here.wiring().open_reading, key)
    return _keep(read_form(RouteForm, request.form), key, found)


def _keep(form: Form, key: str, found: SetRoute | None) -> Response | Answer:
    if not form:
        return _form(form, found, HTTPStatus.UNPROCESSABLE_ENTITY)
    wiring = here.wiring()
    try:
        route = _route(form, _line(key, found), key)
        save_route(wiring.open_uow, route, actor=here.actor(), now=wiring.now())
    except FileRefused as refusal:
        return _form(form, found, status_of(refusal), words_for(refusal))
    except BadInput as refusal:
        wrong = Form(form.typed, errors=_errors(refusal))
        return _form(wrong, found, HTTPStatus.UNPROCESSABLE_ENTITY)
    tell("places.told_route", name=written(route.label, here.locale()))
    return redirect(url_for(".routes"), HTTPStatus.SEE_OTHER)


def _route(form: Form, line: Route, key: str) -> SetRoute:
    values = form.values
    drawn = replace(
        line, key=key, buffer_m=float(values["buffer_m"]), direction=values["direction"]
    )
    return SetRoute(
        line=drawn,
        label=by_language(form.typed, "label"),
        note=by_language(form.typed, "note"),
        stops=tuple(request.form.getlist("stops")),
        valid_from=values["valid_from"],
        valid_until=values["valid_until"],
        state=values["state"],
    )


def _line(key: str, found: SetRoute | None) -> Route:
    if found is not None and not _chosen():
        return found.line
    return line_of_file(key, request.files["file"].read())


def _chosen() -> bool:
    file = request.files.get("file")
    return bool(file and file.filename)


def _errors(refusal: BadInput) -> dict[str, str]:
    first = here.programme().locales[0]
    wrong: dict[str, str] = dict(refusal.facts["fields"])  # type: ignore[call-overload]  # always a table
    places = {"label": f"label_{first}", "line": "file"}
    return {places.get(name, name): f"places.route_wrong_{name}" for name in wrong}


def _form(form: Form, route: SetRoute | None, status: int, sentence: str | None = None) -> Answer:
    chosen = request.form.getlist("stops") if request.method == "POST" else None
    page = render_template(
        "organiser/edit_route.html",
        form=form,
        route=route,
        sentence=sentence,
        shops=list_shops(here.wiring().open_reading),
        stops=chosen if chosen is not None else (route.stops if route else ()),
        directions=[(one.value, here.say(f"places.direction_{one.value}")) for one in Direction],
        states=[(one, here.say(f"places.route_{one}")) for one in STATES],
    )
    return page, status
