"""Stops lie along a way in the order they are served, also where it passes twice."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.routes.stop_places import along_way_m, place_stops
from tests.core.modes.made import LAT, LAT_M, LON, LON_M
from tests.core.routes.made import ELL, SQUARE, Line


def degrees(line: Line) -> tuple[np.ndarray, np.ndarray]:
    x, y = np.array(line, dtype=np.float64).T
    return LAT + y / LAT_M, LON + x / LON_M


def placed(way: Line, stops: Line) -> tuple[list[int], list[int]]:
    at_m, beside_m = place_stops(degrees(way), degrees(stops))
    return np.rint(at_m).astype(int).tolist(), np.rint(beside_m).astype(int).tolist()


def test_each_stop_is_placed_where_the_way_passes_it() -> None:
    at_m, beside_m = placed(ELL, [(0, 10), (790, 20), (1600, 590)])
    assert np.allclose(at_m, [0, 800, 2200], atol=15)
    assert max(beside_m) <= 25


def test_a_loop_ends_where_it_began() -> None:
    at_m, _ = placed(SQUARE, [(0, 0), (500, 500), (0, 0)])
    assert np.allclose(at_m, [0, 1000, 2000], atol=15)


def test_there_and_back_the_order_decides() -> None:
    there_and_back = [(0, 0), (1000, 0), (0, 5)]
    at_m, _ = placed(there_and_back, [(300, 0), (900, 0), (600, 0), (300, 0)])
    assert np.allclose(at_m, [300, 900, 1400, 1700], atol=20)


def test_a_stop_far_off_is_told_so() -> None:
    _, beside_m = placed(ELL, [(0, 0), (800, -400), (1600, 600)])
    assert 380 <= beside_m[1] <= 420


@given(st.lists(st.floats(0.0, 1.0), min_size=2, max_size=12))
def test_places_never_fall_and_are_near_for_stops_on_the_way(shares: list[float]) -> None:
    lat, lon = degrees(ELL)
    along = along_way_m(lat, lon)
    at = np.sort(np.array(shares)) * along[-1]
    stops = np.interp(at, along, lat), np.interp(at, along, lon)
    found, beside_m = place_stops((lat, lon), stops)
    assert (np.diff(found) >= 0).all()
    assert (np.abs(found - at) <= 15).all()
    assert (beside_m <= 15).all()
