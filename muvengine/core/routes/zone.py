"""Zones: named pieces of the town, and which of them a position lies in.

A zone must not tell where somebody lives.  Positions are therefore never held against its
border: the ground is divided into squares of about 220 m that lie still whatever is drawn, a
square counts for a zone when its middle lies inside the border, and a position counts as the
square it is in.  However zones are shaped, laid over each other or redrawn, no question about
them can tell two places in one square apart; and a zone has at least six squares.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from muvengine.core.routes.plane import Bools, Floats, metres_per_degree

ROWS_A_DEGREE: Final = 500
"""A square is 222 m high, and as wide in metres."""

SQUARES_MIN: Final = 6
"""A little under 0.3 square kilometres: a place, its streets and some hundred homes."""

SQUARES_MAX: Final = 5_000
"""Some 240 square kilometres, more than a town covers."""

Square = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Zone:
    """A named piece of the town.

    Attributes:
        key: the word rulebooks use, as ``canourgues``.
        label: by locale.
        lat, lon: corners of the border in order, degrees; the last is joined to the first.
    """

    key: str
    label: Mapping[str, str]
    lat: Floats
    lon: Floats

    def squares(self) -> frozenset[Square]:
        """Give the squares that count for it; the work grows with the ground it spans."""
        found: set[Square] = set()
        for row in range(_row(float(self.lat.min())), _row(float(self.lat.max())) + 1):
            width = _width(row)
            columns = np.arange(int(self.lon.min() // width), int(self.lon.max() // width) + 1)
            middle = (row + 0.5) / ROWS_A_DEGREE
            middles: Floats = np.asarray((columns + 0.5) * width, dtype=np.float64)
            inside = columns[self._holds(middle, middles)]
            found.update((row, column) for column in inside.tolist())
        return frozenset(found)

    def _holds(self, lat: float, lon: Floats) -> Bools:
        """Tell which positions of one latitude lie inside: a line from each leaves it oddly."""
        after_lat, after_lon = np.roll(self.lat, -1), np.roll(self.lon, -1)
        crossing = (self.lat > lat) != (after_lat > lat)
        from_lat, to_lat = self.lat[crossing], after_lat[crossing]
        from_lon, to_lon = self.lon[crossing], after_lon[crossing]
        at = from_lon + (lat - from_lat) / (to_lat - from_lat) * (to_lon - from_lon)
        odd: Bools = (at[:, None] > lon).sum(axis=0) % 2 == 1
        return odd


class ZoneIndex:
    """The zones of a town, ready to be asked."""

    def __init__(self, zones: Iterable[Zone] = ()) -> None:
        found: dict[Square, tuple[str, ...]] = {}
        for zone in sorted(zones, key=lambda one: one.key):
            for square in zone.squares():
                found[square] = (*found.get(square, ()), zone.key)
        self._zones = found

    def at(self, lat: float, lon: float) -> tuple[str, ...]:
        """Give the keys of the zones that a position counts for, in order."""
        return self._zones.get(square_of(lat, lon), ())


def square_of(lat: float, lon: float) -> Square:
    """Give the square a position lies in, by row and column."""
    row = _row(lat)
    return row, int(lon // _width(row))


def corners_of(square: Square) -> tuple[tuple[float, float], ...]:
    """Give the corners of a square as latitude and longitude, the first one again at the end."""
    row, column = square
    south, north, width = row / ROWS_A_DEGREE, (row + 1) / ROWS_A_DEGREE, _width(row)
    west, east = column * width, (column + 1) * width
    return (south, west), (south, east), (north, east), (north, west), (south, west)


def _row(lat: float) -> int:
    return math.floor(lat * ROWS_A_DEGREE)


def _width(row: int) -> float:
    """Give the width of a row's squares in degrees; near the poles they stay narrower."""
    north_m, east_m = metres_per_degree(np.array([(row + 0.5) / ROWS_A_DEGREE]))
    return float(north_m[0] / ROWS_A_DEGREE / max(float(east_m[0]), 1000.0))
