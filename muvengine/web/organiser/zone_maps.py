"""Zones as organisers see them drawn: the border, the squares that count, the zones beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np
from markupsafe import Markup

from muvengine.core.routes.zone import Zone, corners_of
from muvengine.services.save_zone import SPAN_DEGREES_MAX
from muvengine.web import here
from muvengine.web.drawings import Line, Position, map_drawing, map_shapes
from muvengine.web.organiser.route_maps import letter
from muvengine.words.catalogue import written

SQUARES_DRAWN_MAX: Final = 400
"""More are a grey patch on any screen, and a heavy page."""


def zones_drawing(zones: Sequence[Zone], *, title: str) -> Markup:
    """Draw all zones, each with the letter of its place in the list."""
    drawn = [replace(_line(zone, "zone"), label=letter(k)) for k, zone in enumerate(zones)]
    focus = [at for line in drawn for at in line.path]
    return map_drawing([*_area(), *drawn], [], title=title, focus=focus)


def zone_drawing(zone: Zone | None, others: Sequence[Zone], *, title: str) -> Markup:
    """Draw a zone with the squares that count for it, among the others."""
    lines = [*_ground(zone, others), *([_line(zone, "zone")] if zone else [])]
    focus = _path(zone) if zone else ()
    return map_drawing(lines, [], title=title, focus=focus)


def zone_shapes(zone: Zone | None, others: Sequence[Zone]) -> dict[str, Any]:
    """Give what lies around a zone for the map that is drawn on."""
    return map_shapes(_ground(zone, others), [])


def _ground(zone: Zone | None, others: Sequence[Zone]) -> list[Line]:
    squares = [Line(corners_of(square), "square") for square in _squares(zone)]
    return [*_area(), *(_line(other, "other") for other in others), *squares]


def _squares(zone: Zone | None) -> list[tuple[int, int]]:
    """Give the squares to draw; none where they are too many, or a corner lies far away."""
    if zone is None or max(np.ptp(zone.lat), np.ptp(zone.lon)) > SPAN_DEGREES_MAX:
        return []
    squares = sorted(zone.squares())
    return squares if len(squares) <= SQUARES_DRAWN_MAX else []


def _area() -> list[Line]:
    area = here.programme().area
    if area is None:
        return []
    south, west, north, east = area.south, area.west, area.north, area.east
    border = [(south, west), (south, east), (north, east), (north, west), (south, west)]
    return [Line(border, "area")]


def _line(zone: Zone, kind: str) -> Line:
    return Line(_path(zone), kind, name=written(zone.label, here.locale()))


def _path(zone: Zone) -> list[Position]:
    corners = list(zip(zone.lat.tolist(), zone.lon.tolist(), strict=True))
    return [*corners, corners[0]]
