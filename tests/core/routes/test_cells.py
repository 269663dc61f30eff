"""The cell index finds every mark in a circle, among many."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.routes.cells import CELL_M, Cells
from tests.core.modes.made import LAT, LAT_M, LON, LON_M

places = st.lists(
    st.tuples(st.floats(-1500, 1500), st.floats(-1500, 1500)), min_size=1, max_size=60
).map(np.array)


@given(places, places, st.sampled_from([60.0, 132.5, 400.0]))
def test_all_marks_in_reach_are_found_once_and_few_others(
    marks: np.ndarray[tuple[int, int], np.dtype[np.float64]],
    probes: np.ndarray[tuple[int, int], np.dtype[np.float64]],
    radius_m: float,
) -> None:
    cells = Cells.of(LAT + marks[:, 1] / LAT_M, LON + marks[:, 0] / LON_M, np.arange(len(marks)))
    found = cells.near(LAT + probes[:, 1] / LAT_M, LON + probes[:, 0] / LON_M, radius_m).tolist()
    apart = np.hypot(*(marks[:, None, :] - probes[None, :, :]).transpose(2, 0, 1)).min(axis=1)
    assert len(found) == len(set(found))
    # The latitude moves the metres in a degree by less than a part in a thousand.
    assert set(np.flatnonzero(apart < 0.999 * radius_m)) <= set(found)
    corner_m = (radius_m + 2 * CELL_M) * np.sqrt(2)
    assert set(found) <= set(np.flatnonzero(apart < corner_m))


def test_marks_of_one_route_on_one_spot_are_all_counted() -> None:
    spot = np.array([LAT] * 3)
    cells = Cells.of(spot, np.array([LON] * 3), np.array([4, 4, 9]))
    assert sorted(cells.near(spot[:1], np.array([LON]), 100.0).tolist()) == [4, 4, 9]


def test_all_latitudes_have_cells() -> None:
    lat = np.array([-89.9, -45.0, 0.0, 45.0, 89.9])
    cells = Cells.of(lat, lat * 2, np.arange(5))
    assert [cells.near(lat[[k]], lat[[k]] * 2, 60.0).tolist() for k in range(5)] == [
        [k] for k in range(5)
    ]
