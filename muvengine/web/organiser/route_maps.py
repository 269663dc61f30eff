"""Set routes as organisers see them drawn: the line, its corridor, and what lies around it."""

from __future__ import annotations

from typing import Any

import numpy as np
from markupsafe import Markup

from muvengine.core.routes.cut import cut
from muvengine.core.routes.route import Direction, Route
from muvengine.core.routes.set_route import SetRoute
from muvengine.core.traces.area import Area
from muvengine.core.vouchers.shop import Shop
from muvengine.reads.route_survey import Surroundings
from muvengine.services.try_route import TriedRoute
from muvengine.web import here
from muvengine.web.drawings import Line, Place, Position, map_drawing, map_shapes
from muvengine.words.catalogue import written


def map_of(route: SetRoute, around: Surroundings, stops: list[Shop], *, title: str) -> Markup:
    """Draw a route with its stops by letter."""
    lines, places = _content(route, around, stops)
    focus = [*path_of(route.line), *(place.at for place in places)]
    return map_drawing(lines, places, title=title, focus=focus)


def shapes_of(route: SetRoute, around: Surroundings, stops: list[Shop]) -> dict[str, Any]:
    """Give the same for the map that can be moved."""
    return map_shapes(*_content(route, around, stops))


def ground(around: Surroundings, *, title: str) -> Markup:
    """Draw what is there before the first point."""
    return map_drawing(*_ground(around), title=title)


def ground_shapes(around: Surroundings) -> dict[str, Any]:
    """Give the same for the map that is drawn on."""
    return map_shapes(*_ground(around))


def tried_lines(tried: TriedRoute) -> list[Line]:
    """Lay a recording over what it followed and what it missed."""
    line = tried.route.line
    match = tried.match
    followed = match.followed if match else ()
    missed = match.missed if match else ((0.0, float("inf")),)
    parts = [Line(_between(line, *part), "followed") for part in followed]
    parts += [Line(_between(line, *part), "missed") for part in missed]
    way = Line(path_of(line), "other", beside_m=line.buffer_m, directed=_directed(line))
    fixes = tried.trace.fixes
    positions = np.column_stack((fixes.lat, fixes.lon))
    pieces = np.split(positions, np.flatnonzero(np.diff(fixes.piece)) + 1)
    traces = [Line([(lat, lon) for lat, lon in piece.tolist()], "trace") for piece in pieces]
    return [way, *parts, *(trace for trace in traces if len(trace.path) > 1)]


def path_of(line: Route) -> list[Position]:
    """Give a line's vertices as drawings take them."""
    return list(zip(line.lat.tolist(), line.lon.tolist(), strict=True))


def _content(
    route: SetRoute, around: Surroundings, stops: list[Shop]
) -> tuple[list[Line], list[Place]]:
    line = route.line
    drawn = Line(
        path_of(line),
        "drawn",
        name=written(route.label, here.locale()),
        beside_m=line.buffer_m,
        directed=_directed(line),
    )
    places = [Place((shop.lat, shop.lon), letter(k), shop.name) for k, shop in enumerate(stops)]
    return [*_others(around), drawn], places


def _ground(around: Surroundings) -> tuple[list[Line], list[Place]]:
    area = [Line(_border(around.area), "area")] if around.area else []
    places = [Place((one.lat, one.lon), letter(k), one.name) for k, one in enumerate(around.shops)]
    return [*area, *_others(around)], places


def letter(number: int) -> str:
    """Give A to Z, then AA to ZZ."""
    more, last = divmod(number, 26)
    return (chr(ord("A") + more - 1) if more else "") + chr(ord("A") + last)


def _others(around: Surroundings) -> list[Line]:
    locale = here.locale()
    return [
        Line(path_of(other.line), "other", name=written(other.label, locale))
        for other in around.others
    ]


def _border(area: Area) -> list[Position]:
    south, west, north, east = area.south, area.west, area.north, area.east
    return [(south, west), (south, east), (north, east), (north, west), (south, west)]


def _directed(line: Route) -> bool:
    return line.direction is Direction.FORWARD


def _between(line: Route, low_m: float, high_m: float) -> list[Position]:
    lat, lon = cut(line, low_m, high_m)
    return list(zip(lat.tolist(), lon.tolist(), strict=True))
