"""How far a place lies from a set route: a shop is on the way, or a few steps aside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np

from muvengine.core.routes.plane import Plane
from muvengine.core.routes.set_route import SetRoute

ASIDE_M_MAX: Final = 150.0
"""Two minutes on foot: further away, nobody would say that a shop is on the way."""


@dataclass(frozen=True, slots=True)
class RouteBeside:
    """A set route near a place, and the metres to its nearest point."""

    route: SetRoute
    distance_m: float


def routes_beside(
    routes: Iterable[SetRoute], lat: float, lon: float, within_m: float = ASIDE_M_MAX
) -> tuple[RouteBeside, ...]:
    """List the routes that pass a place, the nearest first.

    Args:
        routes: of the programme.
        lat: of the place, degrees.
        lon: of the place, degrees.
        within_m: leave out those further away.
    """
    measured = (RouteBeside(route, distance_to_route_m(route, lat, lon)) for route in routes)
    near = [beside for beside in measured if beside.distance_m <= within_m]
    return tuple(sorted(near, key=lambda beside: beside.distance_m))


def distance_to_route_m(route: SetRoute, lat: float, lon: float) -> float:
    """Measure from a place to the nearest point of a route.

    The nearest point is found on a flat piece of ground; the distance to it is geopy's
    geodesic on WGS84.
    """
    # Slow to load, and few processes ever ask.
    from geopy.distance import geodesic  # noqa: PLC0415

    plane = Plane.around(np.array([lat]), np.array([lon]))
    x, y = plane.project(route.line.lat, route.line.lon)
    step_x, step_y = np.diff(x), np.diff(y)
    length2 = np.maximum(step_x**2 + step_y**2, np.finfo(np.float64).tiny)
    along = np.clip(-(x[:-1] * step_x + y[:-1] * step_y) / length2, 0.0, 1.0)
    near_x, near_y = x[:-1] + along * step_x, y[:-1] + along * step_y
    nearest = int(np.argmin(near_x**2 + near_y**2))
    near_lat, near_lon = plane.degrees(near_x[nearest : nearest + 1], near_y[nearest : nearest + 1])
    return float(geodesic((lat, lon), (near_lat[0], near_lon[0])).meters)
