from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.routes.nearest import nearest
from muvengine.core.routes.route import Route
from muvengine.core.routes.simplify import simplified
from tests.core.modes.made import LAT, LAT_M, LON, LON_M
from tests.core.routes.made import ELL, along

metres = st.floats(-3_000, 3_000, allow_nan=False, width=32)
paths = st.lists(st.tuples(metres, metres), min_size=1, max_size=60)
tolerances = st.sampled_from([0.0, 1.0, 5.0, 40.0])


def degrees(path: list[tuple[float, float]]) -> tuple[np.ndarray, np.ndarray]:
    x, y = np.array(path, dtype=np.float64).T
    return LAT + y / LAT_M, LON + x / LON_M


@given(paths, tolerances)
def test_no_vertex_left_out_is_farther_than_the_tolerance(
    path: list[tuple[float, float]], tolerance_m: float
) -> None:
    lat, lon = degrees(path)
    kept = simplified(lat, lon, tolerance_m)
    assert (kept[0], kept[-1]) == (0, len(path) - 1)
    assert (np.diff(kept) > 0).all()
    # Each against the step that replaced it, not just any part of the line.
    for low, high in pairwise(kept):
        between = slice(low, high + 1)
        step = Route("step", lat[[low, high]], lon[[low, high]])
        apart_m = nearest(step, lat[between], lon[between]).apart_m
        assert apart_m.max() <= tolerance_m + 0.01 * max(1.0, tolerance_m)


@given(paths, tolerances)
def test_what_is_simplified_stays_as_it_is(
    path: list[tuple[float, float]], tolerance_m: float
) -> None:
    lat, lon = degrees(path)
    kept = simplified(lat, lon, tolerance_m)
    again = simplified(lat[kept], lon[kept], tolerance_m)
    assert len(again) == len(kept)


def test_a_street_walked_there_and_back_keeps_its_far_end() -> None:
    lat, lon = degrees([(0, 0), (400, 0), (800, 0), (400, 0), (0, 0)])
    assert simplified(lat, lon).tolist() == [0, 2, 4]


def test_a_loop_whose_ends_meet_keeps_its_corners() -> None:
    lat, lon = degrees([(0, 0), (250, 0), (500, 0), (500, 500), (0, 500), (0, 0)])
    assert simplified(lat, lon).tolist() == [0, 2, 3, 4, 5]


def test_a_recording_of_thousands_of_fixes_becomes_a_line_to_edit() -> None:
    x, y, _ = along(ELL, speed_ms=1.0, every_s=0.44)
    noise = np.random.default_rng(3).normal(0, 1.2, (2, len(x)))
    lat, lon = degrees(list(zip(x + noise[0], y + noise[1], strict=True)))
    assert len(lat) > 5_000 - 1
    kept = simplified(lat, lon)
    assert len(kept) < 12
