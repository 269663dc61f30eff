"""Which routes come near a trip, among any number of routes.

The ground is divided into cells of 50 m.  Every 125 m of a route leave a mark: one whole
number holding row, column and route, all of them in one sorted array.  Neighbouring
columns of a row are neighbours in the array, so that a circle of ground is a handful of
searches, whether the index holds a thousand routes or a million, and a route of 3 km
costs 192 bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from muvengine.core.routes.plane import Floats, Ints, metres_per_degree, spread

CELL_M: Final = 50.0
MARK_M: Final = 125.0
ROUTE_BITS: Final = 24
COLUMN_BITS: Final = 20
ROW_DEGREES: Final = CELL_M / 111_132.954


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """The marks of all routes, sorted by row, column and route.

    The date line is a border: a circle does not reach across it.
    """

    marks: Ints

    @classmethod
    def of(cls, lat: Floats, lon: Floats, route: Ints) -> Cells:
        """Sort the marks set at these positions by these routes, below 2 ** 24."""
        row = _row(lat)
        column = np.floor((lon + 180.0) / _column_degrees(row)).astype(np.int64)
        return cls(np.sort(_mark(row, column) | route))

    def near(self, lat: Floats, lon: Floats, radius_m: float) -> Ints:
        """Give the route of every mark within the radius of any position, once a mark.

        Marks up to a cell further away may be among them.
        """
        lowest = _row(lat - radius_m / CELL_M * ROW_DEGREES)
        rows = lowest[:, None] + np.arange(int(2 * radius_m / CELL_M) + 2)
        width = _widths(rows)
        middle = (lon[:, None] + 180.0) / width
        reach = radius_m / CELL_M
        left = np.floor(middle - reach).astype(np.int64)
        right = np.floor(middle + reach).astype(np.int64)
        return self.marks[self._positions(_mark(rows, left), _mark(rows, right + 1))] & (
            (1 << ROUTE_BITS) - 1
        )

    def _positions(self, low: Ints, high: Ints) -> Ints:
        """Give the places of all marks in any of these ranges, each once."""
        order = np.argsort(low, axis=None, kind="stable")
        start = np.searchsorted(self.marks, low.ravel()[order])
        stop = np.maximum.accumulate(np.searchsorted(self.marks, high.ravel()[order]))
        start[1:] = np.maximum(start[1:], stop[:-1])
        positions, _ = spread(start, np.maximum(stop - start, 0))
        return positions


def _row(lat: Floats) -> Ints:
    return np.floor((lat + 90.0) / ROW_DEGREES).astype(np.int64)


def _column_degrees(row: Ints) -> Floats:
    """Give the width of a row's cells; near the poles they stay narrower than the earth."""
    _, east_m = metres_per_degree((row.astype(np.float64) + 0.5) * ROW_DEGREES - 90.0)
    return CELL_M / np.maximum(east_m, 1000.0)


def _widths(rows: Ints) -> Floats:
    """Give the widths of rows of which many are the same."""
    first, last = int(rows.min()), int(rows.max())
    if last - first >= rows.size:
        return _column_degrees(rows)
    return _column_degrees(np.arange(first, last + 1))[rows - first]


def _mark(row: Ints, column: Ints) -> Ints:
    return (row << (COLUMN_BITS + ROUTE_BITS)) | (column << ROUTE_BITS)
