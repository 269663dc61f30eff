"""What was left out of a recording is told with its time, its count and its length."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.traces.clean import clean
from muvengine.core.traces.cuts import Cut, CutKind, find_cuts, told_together
from muvengine.core.traces.fixes import Fixes, Recording
from tests.core.traces.test_clean import moved, without
from tests.core.traces.walks import START, fixes_of, recording, walk

T0 = START.timestamp()


def cuts_of(fixes: Fixes) -> tuple[Cut, ...]:
    made = recording(fixes)
    return find_cuts(made, clean(made))


def vague(fixes: Fixes, chosen: slice) -> Fixes:
    accuracy_m = np.full(len(fixes), 5.0)
    accuracy_m[chosen] = 400.0
    return replace(fixes, accuracy_m=accuracy_m)


def joined(*parts: Fixes) -> Fixes:
    columns = ("t_s", "lat", "lon", "ele_m", "accuracy_m", "piece")
    return Fixes(*(np.concatenate([getattr(part, name) for part in parts]) for name in columns))


def test_a_clean_walk_has_nothing_to_tell() -> None:
    assert cuts_of(walk(noise_m=3.0)) == ()


def test_a_spike_is_told_with_its_moment_and_how_far_it_leapt() -> None:
    [cut] = cuts_of(moved(walk(), slice(100, 101), 900.0))
    assert (cut.kind, cut.count) == (CutKind.SPIKE, 1)
    assert cut.start_s == cut.end_s == T0 + 500
    assert cut.metres == pytest.approx(900, rel=0.01)


def test_a_leap_no_vehicle_makes_is_told_with_its_length() -> None:
    [cut] = cuts_of(moved(walk(), slice(150, None), 8_000.0))
    assert (cut.kind, cut.count) == (CutKind.TELEPORT, 0)
    assert (cut.start_s, cut.end_s) == (T0 + 745, T0 + 750)
    assert cut.metres == pytest.approx(8_007, rel=0.01)


def test_a_time_without_positions_is_a_gap_and_between_two_segments_a_pause() -> None:
    holed = without(walk(), 100, 140)
    [gap] = cuts_of(holed)
    assert (gap.kind, gap.start_s, gap.end_s) == (CutKind.GAP, T0 + 495, T0 + 700)
    assert gap.metres == pytest.approx(287, rel=0.01)
    segment = (holed.t_s > T0 + 600).astype(np.int32)
    [pause] = cuts_of(replace(holed, piece=segment))
    assert pause == replace(gap, kind=CutKind.PAUSE)


def test_a_pause_of_a_minute_is_bridged_and_not_told() -> None:
    fixes = walk()
    assert cuts_of(replace(fixes, piece=(fixes.t_s > T0 + 600).astype(np.int32))) == ()


def test_vague_positions_and_doubles_are_counted() -> None:
    [cut] = cuts_of(vague(walk(), slice(40, 44)))
    assert (cut.kind, cut.count) == (CutKind.INACCURATE, 4)
    assert (cut.start_s, cut.end_s) == (T0 + 200, T0 + 215)
    fixes = walk()
    [cut] = cuts_of(joined(fixes, fixes.take(np.arange(10, 13))))
    assert (cut.kind, cut.count, cut.start_s) == (CutKind.DOUBLE, 3, T0 + 50)


def test_where_most_positions_are_vague_none_is_left_out() -> None:
    assert cuts_of(vague(walk(), slice(40, None))) == ()


def test_a_stay_is_told_from_its_first_step_to_its_last() -> None:
    t_s = np.arange(0, 1_801, 5.0)
    north_m = np.interp(t_s, [0, 600, 1_200, 1_800], [0, 900, 900, 1_800])
    [stay] = cuts_of(fixes_of(t_s, north_m, 0 * t_s))
    assert stay.kind is CutKind.STAY
    assert stay.start_s == pytest.approx(T0 + 600, abs=45)
    assert stay.end_s == pytest.approx(T0 + 1_200, abs=45)


def test_many_of_one_kind_are_told_in_one_sentence() -> None:
    fixes = walk(801)
    for at in (100, 200, 300):
        fixes = moved(fixes, slice(at, at + 1), 400.0)
    assert [len(group) for group in told_together(cuts_of(fixes))] == [1, 1, 1]
    fixes = without(moved(fixes, slice(500, 501), 400.0), 600, 640)
    groups = told_together(cuts_of(fixes))
    assert [(group[0].kind, len(group)) for group in groups] == [("spike", 4), ("gap", 1)]


@given(
    leaps=st.sets(st.integers(5, 290), max_size=8),
    vague_from=st.integers(0, 300),
    doubles=st.sets(st.integers(0, 300), max_size=5),
    hole=st.tuples(st.integers(20, 280), st.integers(0, 60)),
    seed=st.integers(0, 50),
)
def test_every_position_is_in_the_trace_or_told(
    leaps: set[int], vague_from: int, doubles: set[int], hole: tuple[int, int], seed: int
) -> None:
    fixes = vague(walk(noise_m=3.0), slice(vague_from, vague_from + 9))
    for at in leaps:
        fixes = moved(fixes, slice(at, at + 1), 700.0)
    again = fixes.take(np.array(sorted(doubles), dtype=np.intp))
    fixes = without(joined(fixes, again), hole[0], hole[0] + hole[1])
    fixes = fixes.take(np.random.default_rng(seed).permutation(len(fixes)))
    made = Recording(fixes)
    trace = clean(made)
    cuts = find_cuts(made, trace)
    assert sum(cut.count for cut in cuts) == len(fixes) - len(trace.fixes)
    assert sum(cut.count for cut in cuts if cut.kind == "spike") == trace.spikes
    breaks = [cut for cut in cuts if cut.kind in {"gap", "pause", "teleport"}]
    assert len(breaks) == trace.fixes.piece[-1]
    assert trace.teleports == sum(cut.kind == "teleport" for cut in breaks)
    assert all(cut.start_s <= cut.end_s for cut in cuts)
    assert list(cuts) == sorted(cuts, key=lambda cut: cut.start_s)
