from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.traces.clean import clean
from muvengine.core.traces.fixes import Fixes
from tests.core.traces.walks import fixes_of, recording, walk


def moved(fixes: Fixes, chosen: slice, north_m: float) -> Fixes:
    lat = fixes.lat.copy()
    lat[chosen] += north_m / 111_106.0
    return replace(fixes, lat=lat)


def without(fixes: Fixes, start: int, stop: int) -> Fixes:
    return fixes.take(np.r_[0:start, stop : len(fixes)])


@pytest.mark.parametrize("every_s", [1.0, 3.0, 5.0, 10.0, 30.0])
def test_a_walk_is_measured_whatever_the_interval(every_s: float) -> None:
    trace = clean(recording(walk(int(1500 / every_s) + 1, every_s=every_s, noise_m=4.0)))
    assert trace.distance_m == pytest.approx(2_100, rel=0.02)
    assert trace.duration_s == 1_500
    assert trace.interval_median_s == every_s
    assert (trace.observed_share, trace.holes, trace.dropped) == (1.0, (), ())
    assert np.median(trace.grid.speed_ms) == pytest.approx(1.4, rel=0.1)


def test_twenty_minutes_at_a_desk_are_no_way() -> None:
    dice = np.random.default_rng(1)
    t_s = np.arange(240) * 5.0
    desk = fixes_of(t_s, dice.normal(0, 6, 240), dice.normal(0, 6, 240))
    trace = clean(recording(desk))
    assert trace.grid.still.all()
    assert trace.distance_m == 0


def test_a_stay_inside_a_walk_keeps_the_walk() -> None:
    t_s = np.arange(0, 1_801, 5.0)
    north_m = np.interp(t_s, [0, 600, 1_200, 1_800], [0, 900, 900, 1_800])
    dice = np.random.default_rng(2)
    trace = clean(recording(fixes_of(t_s, north_m + dice.normal(0, 3, len(t_s)), 0 * t_s)))
    assert 1_700 < trace.distance_m < 1_850
    assert 50 <= trace.grid.still.sum() <= 70


def test_a_spike_is_cut_out() -> None:
    trace = clean(recording(moved(walk(), slice(100, 101), 400.0)))
    assert (trace.spikes, trace.teleports, trace.dropped) == (1, 0, ("spike",))
    assert len(trace.fixes) == 300
    assert trace.distance_m == pytest.approx(2_100, rel=0.01)


def test_a_teleport_is_never_bridged() -> None:
    trace = clean(recording(moved(walk(), slice(150, None), 50_000.0)))
    assert (trace.teleports, trace.dropped) == (1, ("teleport",))
    assert trace.fixes.piece[[149, 150]].tolist() == [0, 1]
    assert trace.distance_m == pytest.approx(2_100, rel=0.02)


def test_metres_inside_a_hole_do_not_count() -> None:
    trace = clean(recording(without(walk(), 100, 140)))
    (hole,) = trace.holes
    assert hole.end_s - hole.start_s == 205
    assert hole.gap_m == pytest.approx(287, rel=0.01)
    assert trace.distance_m == pytest.approx(2_100 - 287, rel=0.02)
    assert trace.observed_share == pytest.approx(1 - 205 / 1_500)
    assert set(trace.grid.piece.tolist()) == {0, 1}


def test_a_gap_of_a_minute_is_no_hole() -> None:
    assert clean(recording(without(walk(), 100, 111))).holes == ()


def test_doubles_and_disorder_change_nothing_but_the_note() -> None:
    fixes = walk()
    doubled = fixes.take(np.repeat(np.arange(301), 2)[::-1])
    trace = clean(recording(doubled))
    assert trace.dropped == ("double",)
    assert trace.distance_m == clean(recording(fixes)).distance_m


def test_vague_fixes_go_unless_few_would_be_left() -> None:
    fixes = walk()
    accuracy_m = np.where(np.arange(301) % 3 == 0, 150.0, 5.0)
    assert len(clean(recording(replace(fixes, accuracy_m=accuracy_m))).fixes) == 200
    all_vague = np.full(301, 150.0)
    kept = clean(recording(replace(fixes, accuracy_m=all_vague)))
    assert (len(kept.fixes), kept.dropped) == (301, ())


def test_the_antimeridian_cuts_nothing() -> None:
    t_s = np.arange(0, 601, 5.0)
    trace = clean(recording(fixes_of(t_s, 0 * t_s, 1.4 * t_s - 420, lat=-17.0, lon=180.0)))
    assert trace.distance_m == pytest.approx(840, rel=0.01)
    assert np.abs(trace.grid.lon).min() > 179.9


# fmt: off
@pytest.mark.parametrize(("ele_m", "climb_m"), [
    (np.full(301, np.nan),                                   0.0),
    (np.full(301, 14.0),                                     0.0),
    (np.interp(np.arange(301), [0, 150, 300], [10, 90, 10]), 80.0),
    (np.where(np.arange(301) % 2, 0.0, 1e6),                 0.0),
    (10 + 2 * np.sin(np.arange(301)),                        0.0),
], ids=["none", "flat", "hill", "absurd", "noise"])  # fmt: skip
def test_climb_is_told_from_noise(ele_m: np.ndarray, climb_m: float) -> None:
    trace = clean(recording(replace(walk(), ele_m=ele_m)))
    assert trace.climb_m == pytest.approx(climb_m, abs=6)


def test_a_single_fix_is_a_trace_without_length() -> None:
    trace = clean(recording(walk(1)))
    assert (trace.distance_m, trace.duration_s, trace.interval_median_s) == (0, 0, 0)
    assert len(trace.grid.t_s) == 0
    assert trace.observed_share == 1


@given(
    st.lists(
        st.tuples(st.integers(0, 5_000), st.floats(-90, 90), st.floats(-180, 180)),
        min_size=1,
        max_size=60,
    )
)
def test_any_fixes_make_a_sound_trace(rows: list[tuple[int, float, float]]) -> None:
    t_s, lat, lon = (np.array(column, dtype=np.float64) for column in zip(*rows, strict=True))
    blank = np.full(len(rows), np.nan)
    piece = np.zeros(len(rows), dtype=np.int32)
    trace = clean(recording(Fixes(t_s, lat, lon, blank, blank, piece)))
    grid = trace.grid
    assert (np.diff(trace.fixes.t_s) > 0).all()
    assert np.isfinite(trace.distance_m)
    assert 0 <= trace.distance_m <= 70 * trace.duration_s + 1
    assert 0 <= trace.observed_share <= 1
    assert (grid.step_m >= 0).all()
    assert (np.diff(grid.t_s) >= 10 - 1e-6).all()
    assert len({len(column) for column in (grid.t_s, grid.lat, grid.step_m, grid.still)}) == 1
