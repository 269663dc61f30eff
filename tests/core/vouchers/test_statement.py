from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.vouchers.statement import (
    Rhythm,
    cut_off,
    first_day_of,
    last_day_of,
    whole_periods,
)

PERIODS = [
    (Rhythm.MONTH, date(2026, 4, 7),   date(2026, 4, 1),   date(2026, 4, 30)),
    (Rhythm.MONTH, date(2028, 2, 1),   date(2028, 2, 1),   date(2028, 2, 29)),
    (Rhythm.MONTH, date(2026, 12, 31), date(2026, 12, 1),  date(2026, 12, 31)),
    (Rhythm.WEEK,  date(2026, 4, 7),   date(2026, 4, 6),   date(2026, 4, 12)),
    (Rhythm.WEEK,  date(2026, 4, 6),   date(2026, 4, 6),   date(2026, 4, 12)),
    (Rhythm.WEEK,  date(2026, 4, 12),  date(2026, 4, 6),   date(2026, 4, 12)),
    (Rhythm.WEEK,  date(2026, 12, 30), date(2026, 12, 28), date(2027, 1, 3)),
]  # fmt: skip


@pytest.mark.parametrize(("rhythm", "day", "first", "last"), PERIODS)
def test_a_period_is_a_month_or_a_week_from_monday_to_sunday(
    rhythm: Rhythm, day: date, first: date, last: date
) -> None:
    assert (first_day_of(day, rhythm), last_day_of(day, rhythm)) == (first, last)


def test_a_period_is_over_on_the_day_after() -> None:
    first = date(2026, 3, 9)
    assert list(whole_periods(first, Rhythm.MONTH, date(2026, 3, 31))) == []
    assert list(whole_periods(first, Rhythm.MONTH, date(2026, 4, 1))) == [
        (first, date(2026, 3, 31))
    ]


@given(st.dates(date(2024, 1, 1), date(2030, 12, 31)), st.integers(0, 800), st.sampled_from(Rhythm))
def test_periods_follow_each_other_without_hole_or_overlap(
    first: date, days: int, rhythm: Rhythm
) -> None:
    today = first + timedelta(days=days)
    found = list(whole_periods(first, rhythm, today))
    assert not found or found[0][0] == first
    assert all(end + timedelta(days=1) == start for (_, end), (start, _) in pairwise(found))
    end = found[-1][1] if found else first - timedelta(days=1)
    assert end < today <= last_day_of(end + timedelta(days=1), rhythm)


def test_a_period_ends_at_local_midnight_also_when_the_clock_changes() -> None:
    paris = ZoneInfo("Europe/Paris")
    assert cut_off(date(2026, 3, 31), paris) == datetime(2026, 4, 1, tzinfo=paris)
    assert cut_off(date(2026, 3, 28), paris).utcoffset() == timedelta(hours=1)
    assert cut_off(date(2026, 3, 29), paris).utcoffset() == timedelta(hours=2)
