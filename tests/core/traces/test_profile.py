"""The speed along a trip, as it is drawn and as it is read."""

from __future__ import annotations

import numpy as np
import pytest

from muvengine.core.traces.clean import clean
from muvengine.core.traces.profile import POINTS_MAX, ROWS_MAX, speed_profile
from tests.core.traces.test_clean import without
from tests.core.traces.walks import START, fixes_of, recording, walk

T0 = START.timestamp()


def test_a_walk_keeps_its_speed_from_the_first_fix_to_the_last() -> None:
    profile = speed_profile(clean(recording(walk())))
    [run] = profile.runs
    assert (run[0][0], run[-1][0]) == (profile.start_s, profile.end_s) == (T0, T0 + 1_500)
    assert [kmh for _, kmh in run] == [pytest.approx(5.04, abs=0.02)] * len(run)
    assert profile.top_kmh == pytest.approx(5.04, abs=0.02)


def test_a_gap_divides_the_line() -> None:
    first, second = speed_profile(clean(recording(without(walk(), 100, 140)))).runs
    assert first[-1][0] <= T0 + 495 < T0 + 700 <= second[0][0]


def test_the_table_has_whole_minutes_and_names_what_was_not_seen() -> None:
    profile = speed_profile(clean(recording(without(walk(), 100, 160))))
    assert len(profile.spans) == 13, "twenty-five minutes, two at a time"
    assert [span.start_s for span in profile.spans[:3]] == [T0, T0 + 120, T0 + 240]
    assert profile.spans[-1].end_s == T0 + 1_500
    unseen = [span for span in profile.spans if span.middle_kmh is None]
    assert [span.start_s for span in unseen] == [T0 + 600]
    for span in profile.spans:
        if span.middle_kmh is not None:
            assert span.slowest_kmh is not None
            assert span.fastest_kmh is not None
            assert span.slowest_kmh <= span.middle_kmh <= span.fastest_kmh


def test_a_stay_is_drawn_at_zero_and_left_out_of_the_figures() -> None:
    t_s = np.arange(0, 1_801, 5.0)
    north_m = np.interp(t_s, [0, 600, 1_200, 1_800], [0, 900, 900, 1_800])
    profile = speed_profile(clean(recording(fixes_of(t_s, north_m, 0 * t_s))))
    stayed = [span for span in profile.spans if span.stayed and span.middle_kmh is None]
    assert stayed
    [run] = profile.runs
    assert {kmh for at_s, kmh in run if T0 + 700 < at_s < T0 + 1_100} == {0.0}


def test_a_day_is_thinned_and_its_one_fast_minute_stays() -> None:
    t_s = np.arange(0, 20 * 3_600, 10.0)
    speed_ms = np.where((t_s >= 30_000) & (t_s < 30_060), 12.0, 1.4)
    profile = speed_profile(clean(recording(fixes_of(t_s, np.cumsum(speed_ms) * 10, 0 * t_s))))
    [run] = profile.runs
    assert len(run) <= POINTS_MAX + 4
    assert profile.top_kmh == pytest.approx(43.2, abs=0.2)
    assert len(profile.spans) <= ROWS_MAX


def test_one_fix_has_no_speed() -> None:
    profile = speed_profile(clean(recording(walk(1))))
    assert (profile.runs, profile.top_kmh) == ((), 0.0)
    assert [span.middle_kmh for span in profile.spans] == [None]
