"""Routes that run beside each other: a trip along one may seem to follow the other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np

from muvengine.core.routes.nearest import nearest
from muvengine.core.routes.plane import Bools, Floats, Ints, Plane
from muvengine.core.routes.route import Route

# Measured on recorded trips moved aside by 60 m: at 40 m of buffer one in thirty still follows.
APART_M_MAX: Final = 60.0
RUN_M_MIN: Final = 150.0
SAME_STREET_M: Final = 15.0
STATION_M: Final = 25.0
END_M: Final = 1e-6
# Within 30 degrees of each other, whichever way: crossings do not run beside.
COSINE_MIN: Final = 0.866


@dataclass(frozen=True, slots=True)
class Parallel:
    """Another route beside a stretch of a route.

    Attributes:
        key: the other's.
        length_m: of the longest stretch without a break.
        apart_m: median distance over it.
    """

    key: str
    length_m: float
    apart_m: float

    @property
    def same_street(self) -> bool:
        """Tell whether no corridor is narrow enough to tell the two apart."""
        return self.apart_m < SAME_STREET_M


def parallels(line: Route, others: Iterable[Route]) -> tuple[Parallel, ...]:
    """List the routes that run beside a route for more than 150 m, nearer than 60 m.

    Args:
        line: at least two vertices.
        others: one with the line's own key is left out.

    Returns:
        The longest stretch first.
    """
    near = (other for other in others if other.key != line.key and _boxes_touch(line, other))
    found = (_beside(line, other) for other in near)
    return tuple(sorted((one for one in found if one), key=lambda one: -one.length_m))


def _beside(line: Route, other: Route) -> Parallel | None:
    lat, lon, way = _stations(line)
    found = nearest(other, lat, lon)
    plane = Plane.around(line.lat, line.lon)
    turned = np.abs(np.sum(way * _ways(plane, other)[:, found.step], axis=0))
    # Past an end of the other nothing is beside any more.
    abreast = (found.along_m > 0.0) & (found.along_m < found.length_m - END_M)
    begin, end = _longest_run((found.apart_m < APART_M_MAX) & (turned > COSINE_MIN) & abreast)
    length_m = (end - begin) * STATION_M
    if length_m <= RUN_M_MIN:
        return None
    return Parallel(other.key, length_m, float(np.median(found.apart_m[begin:end])))


def _stations(line: Route) -> tuple[Floats, Floats, Floats]:
    """Set a position on every 25 m of a line, each with the direction of the line there."""
    plane = Plane.around(line.lat, line.lon)
    x, y = plane.project(line.lat, line.lon)
    along = np.concatenate(([0.0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))))
    at = np.arange(STATION_M / 2, along[-1], STATION_M)
    lat, lon = plane.degrees(np.interp(at, along, x), np.interp(at, along, y))
    step: Ints = np.clip(np.searchsorted(along, at, side="right") - 1, 0, len(x) - 2)
    return lat, lon, _ways(plane, line)[:, step]


def _ways(plane: Plane, line: Route) -> Floats:
    """Give the direction of each step as x and y of length one; 0 for a step of no length."""
    step = np.diff(np.array(plane.project(line.lat, line.lon)), axis=1)
    ways: Floats = step / np.maximum(np.hypot(*step), np.finfo(np.float64).tiny)
    return ways


def _longest_run(held: Bools) -> tuple[int, int]:
    """Find the longest run, a single miss in between forgiven; its end is excluded."""
    filled = held.copy()
    filled[1:-1] |= held[:-2] & held[2:]
    edges = np.flatnonzero(np.diff(np.concatenate(([False], filled, [False])).astype(np.int8)))
    runs = edges.reshape(-1, 2)
    if not len(runs):
        return 0, 0
    begin, end = runs[int(np.argmax(runs[:, 1] - runs[:, 0]))]
    return int(begin), int(end)


def _boxes_touch(line: Route, other: Route) -> bool:
    """Tell cheaply that two lines may come near each other; the date line is a border."""
    plane = Plane.around(line.lat, line.lon)
    high = APART_M_MAX / plane.north_m
    wide = APART_M_MAX / max(plane.east_m, 1.0)
    return bool(
        line.lat.min() - high <= other.lat.max()
        and other.lat.min() - high <= line.lat.max()
        and line.lon.min() - wide <= other.lon.max()
        and other.lon.min() - wide <= line.lon.max()
    )
