"""Ways through town: lengths, parts and corners."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.formats.trace_generator.line import Line, part, through_blocks

# An L of 2 times about 111 m north, then 161 m east.
LAT = np.array([43.640, 43.641, 43.642, 43.642, 43.642])
LON = np.array([5.100, 5.100, 5.100, 5.101, 5.102])

here = st.tuples(st.floats(43.61, 43.67), st.floats(5.06, 5.14))


def test_a_line_is_as_long_as_its_steps() -> None:
    assert Line.of(LAT, LON).length_m == pytest.approx(222.2 + 161.4, abs=1.0)


def test_the_one_sharp_corner_is_found() -> None:
    where, turn = Line.of(LAT, LON).corners()
    assert where == pytest.approx([222.2], abs=0.5)
    assert turn == pytest.approx([np.pi / 2], abs=0.01)


@pytest.mark.parametrize(
    ("start", "end", "share"),
    [
        (0.0, 1.0, 1.0),
        (1.0, 0.0, 1.0),
        (0.0, 0.5, 0.5),
        (0.9, 0.2, 0.7),
    ],
)  # fmt: skip
def test_a_part_has_its_share_of_the_length(start: float, end: float, share: float) -> None:
    whole = Line.of(LAT, LON)
    cut = Line.of(*part(LAT, LON, start, end))
    assert cut.length_m == pytest.approx(share * whole.length_m, rel=1e-4)
    first, _ = cut.at(np.array([0.0]))
    expected, _ = whole.at(np.array([start * whole.length_m]))
    assert first == pytest.approx(expected)


@given(a=here, b=here)
def test_streets_lead_from_one_place_to_the_other(
    a: tuple[float, float], b: tuple[float, float]
) -> None:
    lat, lon = through_blocks(*a, *b)
    assert (lat[0], lon[0]) == pytest.approx(a)
    assert (lat[-1], lon[-1]) == pytest.approx(b)
    crow_m = float(np.hypot((a[0] - b[0]) * 111_100, (a[1] - b[1]) * 80_600))
    streets_m = float(np.hypot(np.diff(lat) * 111_100, np.diff(lon) * 80_600).sum())
    assert streets_m <= 1.45 * crow_m + 1
