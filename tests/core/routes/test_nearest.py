from __future__ import annotations

import numpy as np
import pytest

from muvengine.core.routes.beside import distance_to_route_m
from muvengine.core.routes.nearest import BATCH, nearest
from muvengine.core.routes.set_route import SetRoute
from tests.core.modes.made import LAT, LAT_M, LON, LON_M
from tests.core.routes.made import ELL, SQUARE, route


def at(*places: tuple[float, float]) -> tuple[np.ndarray, np.ndarray]:
    x, y = np.array(places, dtype=np.float64).reshape(-1, 2).T
    return LAT + y / LAT_M, LON + x / LON_M


@pytest.mark.parametrize(
    ("place", "along_m", "apart_m"),
    [
        ((100, 0),    100,  0),
        ((100, -30),  100,  30),
        ((-40, 0),    0,    40),
        ((830, 300),  1100, 30),
        ((1640, 600), 2200, 40),
    ],
)  # fmt: skip
def test_a_place_is_found_along_the_line(
    place: tuple[float, float], along_m: float, apart_m: float
) -> None:
    found = nearest(route(ELL), *at(place))
    assert found.along_m[0] == pytest.approx(along_m, abs=3)
    assert found.apart_m[0] == pytest.approx(apart_m, abs=0.3)


def test_the_earlier_of_two_passages_counts() -> None:
    assert nearest(route(SQUARE), *at((0, 0))).along_m[0] == pytest.approx(0, abs=0.1)


def test_many_places_are_measured_as_each_alone() -> None:
    random = np.random.default_rng(5)
    places = [(float(x), float(y)) for x, y in random.uniform(-500, 2_000, (BATCH * 2 + 3, 2))]
    together = nearest(route(ELL), *at(*places))
    alone = [nearest(route(ELL), *at(place)).apart_m[0] for place in places]
    np.testing.assert_allclose(together.apart_m, alone)
    assert len(nearest(route(ELL), *at()).apart_m) == 0


def test_it_measures_what_a_geodesic_measures() -> None:
    lat, lon = at((300, 140))
    line = route(ELL)
    geodesic_m = distance_to_route_m(SetRoute(line, {}), float(lat[0]), float(lon[0]))
    assert nearest(line, lat, lon).apart_m[0] == pytest.approx(geodesic_m, rel=5e-3)
