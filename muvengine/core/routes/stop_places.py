"""Where along a drawn way do the stops of a line lie, in the order they are served?"""

from __future__ import annotations

from typing import Final

import numpy as np

from muvengine.core.routes.plane import Floats, Ints, Plane

STATION_M: Final = 20.0
# Ways of hundreds of kilometres get longer steps, so that placing stops stays cheap.
STATIONS_MAX: Final = 2_000


def along_way_m(lat: Floats, lon: Floats) -> Floats:
    """Give metres from the first vertex of a way to each, on a plane around it."""
    x, y = Plane.around(lat, lon).project(lat, lon)
    return np.concatenate(([0.0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))))


def place_stops(way: tuple[Floats, Floats], stops: tuple[Floats, Floats]) -> tuple[Floats, Floats]:
    """Place stops along a way so that they follow each other and lie as near it as can be.

    A way may pass a stop twice, as on a loop: the order of all stops decides, not each one's
    nearest place.

    Args:
        way: latitudes and longitudes, at least two vertices.
        stops: the same of the stops, in the order they are served, at least one.

    Returns:
        For each stop metres along the way, not falling, and metres beside it.
    """
    plane = Plane.around(*way)
    x, y = plane.project(*way)
    along = np.concatenate(([0.0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))))
    count = int(min(max(2.0, np.ceil(along[-1] / STATION_M) + 1), STATIONS_MAX))
    at = np.linspace(0.0, along[-1], count)
    way_x, way_y = np.interp(at, along, x), np.interp(at, along, y)
    stop_x, stop_y = plane.project(*stops)
    apart = np.hypot(stop_x[:, None] - way_x, stop_y[:, None] - way_y)
    chosen = _cheapest_in_order(apart)
    return at[chosen], apart[np.arange(len(stop_x)), chosen]


def _cheapest_in_order(cost: Floats) -> Ints:
    """Choose a column for each row, never falling, with the least sum of squares."""
    rows, columns = cost.shape
    best = np.zeros(columns)
    came = np.zeros((rows, columns), dtype=np.int64)
    for row in range(rows):
        lowest = np.minimum.accumulate(best)
        # Where the lowest so far was reached last.
        fresh = np.where(best <= lowest, np.arange(columns), 0)
        came[row] = np.maximum.accumulate(fresh)
        best = lowest + cost[row] ** 2
    chosen = np.zeros(rows, dtype=np.int64)
    column = int(np.argmin(best))
    for row in range(rows - 1, -1, -1):
        chosen[row] = column
        column = int(came[row, column])
    return chosen
