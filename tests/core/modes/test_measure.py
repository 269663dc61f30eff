"""The figures of a trace."""

from __future__ import annotations

import math

import numpy as np
import pytest

from muvengine.core.modes.measure import FIGURES, measure
from tests.core.modes.made import START_S, moving, trace_at


def test_even_speed_gives_that_speed_at_every_percentile() -> None:
    figures = measure(moving([18.0] * 10))
    assert [figures.p50_kmh, figures.p85_kmh, figures.p95_kmh, figures.max_kmh] == pytest.approx(
        [18.0] * 4, rel=1e-3
    )
    assert figures.observed_m == pytest.approx(3000, rel=0.01)
    assert figures.moving_s == 600
    assert figures.surges_per_km == 0
    assert figures.interval_median_s == 5


@pytest.mark.parametrize(
    ("fast_parts", "run15", "gt25"),
    [
        # of twenty 30 s parts at 6 km/h, so many at 30 km/h, apart from each other
        (0, 0.0, 0.0),
        (1, 0.0, 0.05),
        (4, 0.0, 0.20),
    ],
)  # fmt: skip
def test_a_dash_of_half_a_minute_is_no_run(fast_parts: int, run15: float, gt25: float) -> None:
    speeds = [30.0 if k % 5 == 2 and k // 5 < fast_parts else 6.0 for k in range(20)]
    figures = measure(moving(speeds, minute_parts=2))
    assert figures.run15_share == run15
    assert figures.share_gt25 == pytest.approx(gt25, abs=0.02)


def test_a_ride_inside_a_walk_shows_as_a_run() -> None:
    figures = measure(moving([5.0] * 5 + [40.0] * 5 + [5.0] * 5))
    assert figures.run15_share == pytest.approx(40 / 50, abs=0.03)
    assert figures.run33_share == pytest.approx(40 / 50, abs=0.03)
    assert figures.share_gt35 == pytest.approx(1 / 3, abs=0.05)


def test_stop_and_go_shows_as_surges() -> None:
    assert measure(moving([30.0, 0.0] * 10)).surges_per_km > 4
    assert measure(moving([16.0, 12.0] * 10)).surges_per_km == 0


def test_standing_still_leaves_the_moving_speed_alone() -> None:
    figures = measure(moving([12.0] * 5 + [0.0] * 10 + [12.0] * 5))
    assert figures.p50_kmh == pytest.approx(12.0, rel=0.01)
    assert figures.moving_s == pytest.approx(600, abs=20)


@pytest.mark.parametrize(
    ("gap_m", "told_m"),
    [(60.0, 0.0), (400.0, 400.0)],
)
def test_a_hole_one_comes_out_of_near_its_entrance_is_standing(gap_m: float, told_m: float) -> None:
    t_s = np.concatenate((np.arange(0, 300, 5), np.arange(600, 900, 5)))
    x_m = np.where(t_s < 300, t_s * 2, 590 + gap_m + (t_s - 600) * 2)
    figures = measure(trace_at(x_m, t_s * 0, t_s))
    assert sum(hole.gap_m for hole in figures.holes) == pytest.approx(told_m, abs=1)
    assert figures.length_m == pytest.approx(figures.observed_m + told_m, rel=0.01)


def test_a_window_is_measured_for_itself() -> None:
    trace = moving([5.0] * 10 + [40.0] * 10)
    first = measure(trace, START_S, START_S + 540)
    second = measure(trace, START_S + 660, math.inf)
    assert first.max_kmh == pytest.approx(5, rel=0.02)
    assert second.p50_kmh == pytest.approx(40, rel=0.02)
    assert first.fixes == 109


def test_a_hole_outside_the_window_is_not_its_hole() -> None:
    t_s = np.concatenate((np.arange(0, 300, 5), np.arange(600, 900, 5)))
    trace = trace_at(t_s * 2, t_s * 0, t_s)
    assert len(measure(trace, START_S, START_S + 400).holes) == 1
    assert len(measure(trace, START_S + 500, START_S + 800).holes) == 1
    assert not measure(trace, START_S, START_S + 290).holes
    assert not measure(trace, START_S + 600, START_S + 900).holes


def test_a_single_fix_has_figures_too() -> None:
    figures = measure(trace_at([0.0], [0.0], [0.0]))
    assert (figures.length_m, figures.max_kmh, figures.fixes) == (0, 0, 1)
    assert figures.interval_median_s == math.inf


def test_every_figure_is_kept_with_the_verdict() -> None:
    figures = measure(moving([18.0] * 10))
    told = {name for name in dir(figures) if not name.startswith("_")}
    assert told - {"holes"} == set(FIGURES)
