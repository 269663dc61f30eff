"""Many lines in flat arrays, and points set evenly along them.

Set routes are cut into bins of about 25 m; a bin is represented by its middle.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from muvengine.core.routes.plane import Floats, Ints, Plane, metres_per_degree, spread
from muvengine.core.routes.route import Route


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """The vertices of all routes, one after the other.

    Attributes:
        lat, lon: degrees.
        first: where each route's vertices begin, and, last, where they all end.
    """

    lat: Floats
    lon: Floats
    first: Ints

    @classmethod
    def of(cls, routes: Sequence[Route]) -> Lines:
        """Lay the vertices of at least one route end to end."""
        counts = [len(route.lat) for route in routes]
        return cls(
            lat=np.concatenate([route.lat for route in routes]),
            lon=np.concatenate([route.lon for route in routes]),
            first=np.concatenate(([0], np.cumsum(counts, dtype=np.int64))),
        )

    def take(self, chosen: Ints) -> Lines:
        """Give some of the routes, in the order asked for."""
        counts = (self.first[1:] - self.first[:-1])[chosen]
        vertices, _ = spread(self.first[:-1][chosen], counts)
        return Lines(
            lat=self.lat[vertices],
            lon=self.lon[vertices],
            first=np.concatenate(([0], counts.cumsum())),
        )

    def along_m(self) -> Floats:
        """Give metres from the first vertex of all to each, jumps between routes not counted."""
        middle = (self.lat[1:] + self.lat[:-1]) / 2
        north_m, east_m = metres_per_degree(middle)
        steps = np.hypot(np.diff(self.lon) * east_m, np.diff(self.lat) * north_m)
        return _accumulate(steps, self.first)

    def lengths_m(self) -> Floats:
        """Give the length of each route."""
        return _lengths(self.along_m(), self.first)

    def stations(self, counts: Ints) -> tuple[Floats, Floats]:
        """Set ``counts[i]`` points evenly along route i: middles of equal parts, in degrees."""
        along = self.along_m()
        at = _middles(along, self.first, counts)
        return np.interp(at, along, self.lat), np.interp(at, along, self.lon)

    def stations_on(self, plane: Plane, counts: Ints) -> tuple[Floats, Floats]:
        """Set points as ``stations`` does, measured on a plane and given in its metres."""
        x, y = plane.project(self.lat, self.lon)
        along = _accumulate(np.hypot(x[1:] - x[:-1], y[1:] - y[:-1]), self.first)
        at = _middles(along, self.first, counts)
        return np.interp(at, along, x), np.interp(at, along, y)


def _accumulate(steps_m: Floats, first: Ints) -> Floats:
    steps_m[first[1:-1] - 1] = 0.0
    return np.concatenate(([0.0], steps_m.cumsum()))


def _lengths(along_m: Floats, first: Ints) -> Floats:
    return along_m[first[1:] - 1] - along_m[first[:-1]]


def _middles(along_m: Floats, first: Ints, counts: Ints) -> Floats:
    place, owner = spread(np.zeros(len(counts), dtype=np.int64), counts)
    part = (_lengths(along_m, first) / counts)[owner]
    return along_m[first[:-1]][owner] + (place + 0.5) * part
