from __future__ import annotations

import pytest

from muvengine.core.routes.cut import cut
from muvengine.core.traces.distance import steps_m
from tests.core.routes.made import ELL, route


@pytest.mark.parametrize(("low_m", "high_m", "vertices", "length_m"), [
    (0,     2200,  4, 2200),
    (-50,   9000,  4, 2200),
    (100,   300,   2, 200),
    (700,   900,   3, 200),
    (700,   1500,  4, 800),
    (500,   500,   2, 0),
])  # fmt: skip
def test_a_stretch_is_cut_out(low_m: float, high_m: float, vertices: int, length_m: float) -> None:
    lat, lon = cut(route(ELL), low_m, high_m)
    assert len(lat) == vertices
    assert steps_m(lat, lon).sum() == pytest.approx(length_m, abs=8)
