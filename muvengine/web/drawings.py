"""Maps drawn by ourselves: lines and places on white, no background to fetch from anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import atan2, cos, degrees, hypot, radians
from typing import Any, Final

from markupsafe import Markup, escape

Position = tuple[float, float]

# The box a drawing is made in; the page scales it.
WIDTH: Final = 640.0
HEIGHT: Final = 400.0
EDGE: Final = 28.0
M_PER_DEGREE: Final = 111_195.0
# Wide enough that one place alone does not fill the sheet.
SPAN_MIN_M: Final = 400.0
BARS_M: Final = (50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000)
BAR_SHARE_MAX: Final = 0.3
VERTICES_MAX: Final = 400
WITH_ENDS: Final = frozenset({"trace", "drawn"})
ARROWS: Final = 6
ARROW: Final = "M-9 -9 L9 0 L-9 9"


@dataclass(frozen=True, slots=True)
class Line:
    """A line on the map.

    Attributes:
        path: (lat, lon) in degrees, in order.
        kind: ``route`` (broad, pale), ``trace`` (thin, dark, with a start and an end), ``drawn``
            (a route that is looked at, with a start and an end), ``other`` (one beside it),
            ``followed``, ``missed`` (its parts), ``zone`` (a border that is closed), ``square``
            (what counts for it) or ``area`` (the border of the programme).
        label: number or letter that the list beside the map uses too.
        name: what people call it.
        beside_m: a corridor of so many metres on each side is drawn, to scale.
        directed: arrows along it show the way.
    """

    path: Sequence[Position]
    kind: str = "route"
    label: str = ""
    name: str = ""
    beside_m: float = 0.0
    directed: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A point on the map, as a shop.

    Attributes:
        at: (lat, lon) in degrees.
        label: number or letter that the list beside the map uses too.
        name: what people call it.
        kind: ``place``, or ``cut`` where something was left out of a trip.
    """

    at: Position
    label: str = ""
    name: str = ""
    kind: str = "place"


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Where a position lands on the drawing; metres are as long both ways."""

    middle: Position
    per_m: float

    def point(self, at: Position) -> Position:
        lat, lon = at
        east_m = (lon - self.middle[1]) * M_PER_DEGREE * cos(radians(self.middle[0]))
        north_m = (lat - self.middle[0]) * M_PER_DEGREE
        return WIDTH / 2 + east_m * self.per_m, HEIGHT / 2 - north_m * self.per_m


def map_drawing(
    lines: Sequence[Line],
    places: Sequence[Place],
    *,
    title: str,
    focus: Sequence[Position] = (),
) -> Markup:
    """Draw lines and places.

    Args:
        lines: under the places, in order.
        places: at least one line or place in all; else the drawing is empty text.
        title: what the map shows, read aloud instead of the drawing.
        focus: what must be seen; the rest may lie beyond the edge. Everything when empty.
    """
    positions = [at for line in lines for at in line.path] + [place.at for place in places]
    if not positions:
        return Markup()
    sheet = _sheet(focus or positions)
    drawn = [_corridor(sheet, line) for line in lines if line.path and line.beside_m]
    drawn += [_line(sheet, line) for line in lines if line.path]
    drawn += [_place(sheet, place) for place in places]
    return Markup(
        '<svg class="map-drawing" viewBox="0 0 {w:.0f} {h:.0f}" role="img" aria-label="{title}">'
        "{drawn}{bar}</svg>"
    ).format(w=WIDTH, h=HEIGHT, title=title, drawn=Markup().join(drawn), bar=_bar(sheet))


def map_shapes(lines: Sequence[Line], places: Sequence[Place]) -> dict[str, Any]:
    """Give the same lines and places as GeoJSON, for the map that can be moved."""
    features = [
        _feature(
            "LineString",
            [_lon_lat(at) for at in thinned(line.path)],
            kind=line.kind,
            name=line.name,
            sign=line.label,
            **({"beside_m": line.beside_m} if line.beside_m else {}),
            **({"directed": True} if line.directed else {}),
        )
        for line in lines
    ]
    features += [
        _feature(
            "Point",
            _lon_lat(place.at),
            kind=place.kind,
            name=place.name,
            sign=place.label,
        )
        for place in places
    ]
    return {"type": "FeatureCollection", "features": features}


def thinned(path: Sequence[Position]) -> Sequence[Position]:
    """Leave out vertices in even steps until a screen can still tell them apart."""
    if len(path) <= VERTICES_MAX:
        return path
    step = (len(path) - 1) / (VERTICES_MAX - 1)
    return [path[round(number * step)] for number in range(VERTICES_MAX)]


def _feature(shape: str, coordinates: object, **properties: object) -> dict[str, Any]:
    geometry = {"type": shape, "coordinates": coordinates}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _lon_lat(at: Position) -> list[float]:
    return [round(at[1], 6), round(at[0], 6)]


def _sheet(positions: Iterable[Position]) -> _Sheet:
    lats, lons = zip(*positions, strict=True)
    middle = ((min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2)
    tall_m = max((max(lats) - min(lats)) * M_PER_DEGREE, SPAN_MIN_M)
    per_lon = M_PER_DEGREE * cos(radians(middle[0]))
    wide_m = max((max(lons) - min(lons)) * per_lon, SPAN_MIN_M)
    return _Sheet(middle, min((WIDTH - 2 * EDGE) / wide_m, (HEIGHT - 2 * EDGE) / tall_m))


def _line(sheet: _Sheet, line: Line) -> Markup:
    points = [sheet.point(at) for at in thinned(line.path)]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    drawn = Markup('<polyline class="map-{}" points="{}"></polyline>').format(line.kind, path)
    if line.directed:
        drawn += _arrows(points)
    if line.kind in WITH_ENDS:
        (x1, y1), (x2, y2) = points[0], points[-1]
        drawn += Markup('<circle class="map-start" cx="{:.1f}" cy="{:.1f}" r="7"></circle>').format(
            x1, y1
        )
        drawn += Markup(
            '<rect class="map-end" x="{:.1f}" y="{:.1f}" width="12" height="12"></rect>'
        ).format(x2 - 6, y2 - 6)
    if line.label:
        drawn += _label(points[len(points) // 2], line.label, "map-route-label")
    return drawn


def _corridor(sheet: _Sheet, line: Line) -> Markup:
    """Draw the ground that counts beside a line, as wide as it is."""
    points = [sheet.point(at) for at in thinned(line.path)]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    wide = 2 * line.beside_m * sheet.per_m
    return Markup(
        '<polyline class="map-corridor" stroke-width="{:.1f}" points="{}"></polyline>'
    ).format(wide, path)


def _arrows(points: Sequence[Position]) -> Markup:
    """Draw heads that point along a path, evenly spread."""
    steps = [(a, b, hypot(b[0] - a[0], b[1] - a[1])) for a, b in pairwise(points)]
    spacing = sum(length for _, _, length in steps) / ARROWS
    drawn, due = Markup(), spacing / 2
    for (x1, y1), (x2, y2), length in steps:
        while length and due <= length:
            part, turn = due / length, degrees(atan2(y2 - y1, x2 - x1))
            drawn += Markup(
                '<path class="map-arrow" transform="translate({:.1f} {:.1f}) rotate({:.0f})" '
                'd="{}"></path>'
            ).format(x1 + part * (x2 - x1), y1 + part * (y2 - y1), turn, ARROW)
            due += spacing
        due -= length
    return drawn


def _place(sheet: _Sheet, place: Place) -> Markup:
    x, y = sheet.point(place.at)
    dot = Markup('<circle class="map-{}" cx="{:.1f}" cy="{:.1f}" r="14"></circle>').format(
        place.kind, x, y
    )
    return dot + _label((x, y), place.label, "map-place-label")


def _label(at: Position, text: str, kind: str) -> Markup:
    x, y = at
    return Markup('<text class="{}" x="{:.1f}" y="{:.1f}">{}</text>').format(
        kind, x, y + 6, escape(text)
    )


def _bar(sheet: _Sheet) -> Markup:
    fitting = [m for m in BARS_M if m * sheet.per_m <= WIDTH * BAR_SHARE_MAX]
    length_m = max(fitting, default=BARS_M[0])
    y = HEIGHT - 10
    words = f"{length_m} m" if length_m < 1000 else f"{length_m // 1000} km"  # noqa: PLR2004
    return Markup(
        '<line class="map-bar" x1="12" y1="{y:.0f}" x2="{x:.1f}" y2="{y:.0f}"></line>'
        '<text class="map-bar-label" x="12" y="{up:.0f}">{words}</text>'
    ).format(y=y, x=12 + length_m * sheet.per_m, up=y - 6, words=words)
