"""Trips in one file are told apart by the silence between them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.traces.apart import trips_apart
from muvengine.core.traces.check import FIRST_S, check_recording
from muvengine.core.traces.fingerprint import take_fingerprint
from muvengine.core.traces.fixes import Fixes, Recording
from tests.core.traces.walks import walk

HOUR_S = 3_600.0
DAY_S = 24 * HOUR_S


def later(fixes: Fixes, seconds: float, piece: int = 0) -> Fixes:
    """The same walk so much later, as another piece."""
    number = np.full(len(fixes), piece, dtype=np.int32)
    return replace(fixes, t_s=fixes.t_s + seconds, piece=number)


def joined(*parts: Fixes) -> Fixes:
    columns = {
        name: np.concatenate([getattr(part, name) for part in parts]) for name in Fixes.__slots__
    }
    return Fixes(**columns)


def walks(*starts_s: float, fixes: int = 40) -> Fixes:
    """Walks that begin so many seconds after the first; each a piece."""
    return joined(*(later(walk(fixes), start, place) for place, start in enumerate(starts_s)))


@pytest.mark.parametrize(
    ("starts_h", "tracks", "trips"),
    [
        ((0,),              (0,),      1),
        ((0, 1),            (0,),      1),
        ((0, 4),            (0,),      1),
        ((0, 4.2),          (0,),      2),
        ((0, 9),            (0,),      2),
        ((0, 24, 48, 72),   (0,),      4),
        ((72, 0, 24),       (0,),      3),
        ((0, 0.1),          (0, 1),    1),
        ((0, 0.4),          (0, 1),    1),
        ((0, 0.7),          (0, 1),    2),
        ((0, 0.7),          (0,),      1),
        ((0, 0.7, 1.4),     (0, 1),    2),
        ((0, 0.7, 1.4),     (0, 1, 2), 3),
    ],
)  # fmt: skip
def test_a_long_silence_parts_trips_and_a_shorter_one_parts_tracks(
    starts_h: tuple[float, ...], tracks: tuple[int, ...], trips: int
) -> None:
    fixes = walks(*(start * HOUR_S for start in starts_h))
    found = trips_apart(Recording(fixes, tracks=tracks))
    assert len(found) == trips
    assert sum(len(one.fixes) for one in found) == len(fixes)
    starts = [one.fixes.t_s.min() for one in found]
    assert starts == sorted(starts)


def test_one_trip_stays_the_very_recording() -> None:
    one = Recording(walk(), "phone", dropped=("bad_coord",))
    assert trips_apart(one) == (one,)
    assert trips_apart(one)[0] is one


def test_a_part_has_the_fingerprint_of_a_file_of_its_own() -> None:
    week = Recording(walks(0, DAY_S, 2 * DAY_S), "phone", "week")
    alone = [later(walk(40), day * DAY_S) for day in range(3)]
    found = trips_apart(week)
    assert [take_fingerprint(one.fixes) for one in found] == [take_fingerprint(f) for f in alone]
    assert {(one.creator, one.name) for one in found} == {("phone", "week")}


def test_a_position_a_telephone_remembered_is_no_trip() -> None:
    remembered = later(walk(2), -30 * HOUR_S)
    [trip] = trips_apart(Recording(joined(remembered, later(walk(), 0, 1))))
    assert len(trip.fixes) == len(walk())
    # Within a day the file is judged as ever: whoever sends it alone gets the same answer.
    recent = Recording(joined(later(walk(2), -5 * HOUR_S), later(walk(), 0, 1)))
    assert trips_apart(recent)[0] is recent


def test_fixes_without_a_clock_stay_with_the_first_trip_and_are_left_out_there() -> None:
    clockless = replace(walk(5), t_s=np.arange(5.0))
    fixes = joined(clockless, later(walk(), 0, 1), later(walk(), DAY_S, 2))
    first, second = trips_apart(Recording(fixes))
    assert (first.fixes.t_s < FIRST_S).sum() == 5
    checked = check_recording(first, area=None, now=None)
    assert checked.dropped == ("bad_time",)
    assert take_fingerprint(checked.fixes) == take_fingerprint(walk())
    assert take_fingerprint(second.fixes) == take_fingerprint(later(walk(), DAY_S))
    alone = Recording(joined(clockless, later(walk(), 0, 1)))
    assert trips_apart(alone)[0] is alone


def test_only_remembered_positions_stay_one_recording() -> None:
    few = Recording(joined(walk(1), later(walk(1), 2 * DAY_S)))
    assert trips_apart(few)[0] is few


def test_two_ways_at_one_time_stay_together_to_be_refused() -> None:
    one = walk()
    elsewhere = replace(later(one, 1, 1), lat=one.lat + 0.5)
    assert len(trips_apart(Recording(joined(one, elsewhere), tracks=(0, 1)))) == 1


@given(st.lists(st.floats(0, 5 * DAY_S), min_size=1, max_size=60))
def test_every_fix_of_a_trip_is_near_another_and_none_is_in_two(
    seconds: list[float],
) -> None:
    t_s = 1.7e9 + np.array(seconds)
    fixes = replace(walk(len(t_s)), t_s=t_s)
    found = trips_apart(Recording(fixes))
    kept = np.concatenate([one.fixes.t_s for one in found])
    assert len(kept) <= len(t_s)
    if found[0].fixes is not fixes:
        for one in found:
            assert len(one.fixes) >= 3
            assert np.diff(np.sort(one.fixes.t_s)).max() <= 4 * HOUR_S
        for before, after in pairwise(found):
            assert after.fixes.t_s.min() - before.fixes.t_s.max() > 4 * HOUR_S
