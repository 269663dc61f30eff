"""Shops on the way, and shops a few steps aside."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.routes.beside import distance_to_route_m, routes_beside
from muvengine.core.routes.route import Route
from muvengine.core.routes.set_route import SetRoute

M_PER_DEGREE_NORTH = 111_110.0


def street(lat: float, key: str = "street") -> SetRoute:
    """A straight street to the east."""
    line = Route(key, np.array([lat, lat]), np.array([5.09, 5.11]))
    return SetRoute(line, {"en": key})


def north(metres: float) -> float:
    return 43.64 + metres / M_PER_DEGREE_NORTH


@pytest.mark.parametrize("aside_m", [0.0, 12.0, 149.0, 900.0])
def test_a_place_is_as_far_from_a_street_as_it_lies_aside(aside_m: float) -> None:
    assert distance_to_route_m(street(43.64), north(aside_m), 5.10) == pytest.approx(
        aside_m, rel=2e-3, abs=0.01
    )


def test_beyond_the_end_of_a_street_its_end_is_nearest() -> None:
    beyond = distance_to_route_m(street(43.64), 43.64, 5.111)
    assert beyond == pytest.approx(80.7, abs=0.2)


def test_only_routes_near_by_are_listed_the_nearest_first() -> None:
    routes = [street(north(140), "far"), street(north(30), "near"), street(north(200), "away")]
    listed = routes_beside(routes, 43.64, 5.10)
    assert [beside.route.line.key for beside in listed] == ["near", "far"]


@given(st.floats(-300, 300), st.floats(5.08, 5.12))
def test_no_vertex_is_nearer_than_the_nearest_point(aside_m: float, lon: float) -> None:
    from geopy.distance import geodesic  # noqa: PLC0415

    route, place = street(43.64), (north(aside_m), lon)
    measured = distance_to_route_m(route, *place)
    for vertex in zip(route.line.lat, route.line.lon, strict=True):
        assert measured <= geodesic(place, vertex).meters + 0.5
