"""What is told quickly is what the plain way tells."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.traces.distance import metres_between
from muvengine.core.traces.median import median
from muvengine.core.traces.stays import STAY_ACROSS_M, STAY_STEPS, find_stays

finite = st.floats(-1e6, 1e6)
drift = st.lists(
    st.tuples(st.sampled_from([0.0, 0.0, 1e-4, 4e-4]), st.sampled_from([0, 0, 0, 0, 1])),
    min_size=1,
    max_size=90,
)


@given(st.lists(finite, min_size=1, max_size=50))
def test_the_median_is_numpys(values: list[float]) -> None:
    assert median(np.array(values)) == np.median(values)


@given(drift)
def test_a_step_stands_still_when_a_stay_of_five_minutes_covers_it(
    moves: list[tuple[float, int]],
) -> None:
    lat = 43.6 + np.cumsum([north for north, _ in moves])
    lon = 5.1 - np.cumsum([north / 2 for north, _ in moves])
    piece = np.cumsum([new for _, new in moves])
    expected = np.zeros(len(lat) - 1, dtype=np.bool_)
    for first in range(len(expected) - STAY_STEPS + 1):
        last = first + STAY_STEPS
        near = slice(first, last + 1)
        edges = (np.array([f(d[near])]) for f in (np.min, np.max) for d in (lat, lon))
        if metres_between(*edges)[0] <= STAY_ACROSS_M and piece[first] == piece[last]:
            expected[first:last] = True
    assert find_stays(lat, lon, piece).tolist() == expected.tolist()
