"""Hold a recording against a route, before it is published or after. Nothing is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus

from flask import render_template, request

from muvengine.core.errors import MuvError
from muvengine.core.modes.mode import Mode
from muvengine.core.routes.route import RouteMatch
from muvengine.core.routes.set_route import SetRoute
from muvengine.reads.routes import route as read_route
from muvengine.services.try_route import TriedMode, TriedRoute
from muvengine.services.try_route import try_route as hold_against
from muvengine.web import here
from muvengine.web.drawings import map_drawing, map_shapes
from muvengine.web.forms import Form
from muvengine.web.organiser.pages import pages
from muvengine.web.organiser.route_maps import path_of, tried_lines
from muvengine.web.organiser.routes import route_page
from muvengine.web.refused import words_for
from muvengine.words.http_status import status_of

Answer = tuple[str, int]


@dataclass(frozen=True, slots=True)
class ModeLine:
    """One row of the answer: the mode, its verdict with reasons, and what the route is worth."""

    mode: str
    outcome: str
    reasons: tuple[str, ...]
    share: float
    credit: str
    points: int


@pages.post("/routes/<key>/try")
def try_route(key: str) -> Answer:
    """Say how far a recording follows a route, and what that would be worth."""
    wiring = here.wiring()
    found = read_route(wiring.open_reading, key)
    form = _asked()
    file = request.files.get("file")
    if not form or file is None:
        return route_page(found, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        modes = form.values["mode"]
        tried = hold_against(wiring.shelf, found, file.read(), modes, now=wiring.now())
    except MuvError as refusal:
        return route_page(found, form, status_of(refusal), words_for(refusal))
    return _tried(found, tried, file.filename or ""), HTTPStatus.OK


def _asked() -> Form:
    file, known = request.files.get("file"), {mode.value for mode in Mode}
    modes = tuple(mode for mode in request.form.getlist("mode") if mode in known)
    errors = {}
    if file is None or not file.filename:
        errors["file"] = "routes.try_no_file"
    if not modes:
        errors["mode"] = "routes.try_no_mode"
    return Form({"mode": " ".join(modes)}, {"mode": modes}, errors)


def _tried(found: SetRoute, tried: TriedRoute, name: str) -> str:
    lines = tried_lines(tried)
    match = tried.match
    title = here.say("routes.tried_map")
    return render_template(
        "organiser/tried_route.html",
        route=found,
        tried=tried,
        match=match,
        on_route=_clocks(match),
        name=name,
        modes=[_line(one) for one in tried.modes],
        drawing=map_drawing(lines, [], title=title, focus=path_of(found.line)),
        shapes=map_shapes(lines, []),
        tiles=here.wiring().settings.tile_url,
    )


def _clocks(match: RouteMatch | None) -> tuple[datetime, datetime] | None:
    if match is None:
        return None
    moments = (match.entered_s, match.left_s)
    entered, left = (datetime.fromtimestamp(moment, UTC) for moment in moments)
    return entered, left


def _line(one: TriedMode) -> ModeLine:
    reasons = [here.say(f"reasons.{code}") for code in one.verdict.reasons]
    if one.left_out:
        reasons.append(here.say("routes.tried_left_out"))
    return ModeLine(
        mode=one.mode,
        outcome=str(one.verdict.outcome),
        reasons=tuple(reasons),
        share=one.match.share if one.match else 0.0,
        credit=str(one.credit),
        points=one.points,
    )
