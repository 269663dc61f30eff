"""When a week closes, and what a trip brings to it before and after."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.game.iso_week import newest_closed
from muvengine.core.game.weeks import (
    Seen,
    closes_at,
    counted,
    monday_of,
    mondays,
)

PARIS = ZoneInfo("Europe/Paris")
MONDAY = date(2026, 3, 23)
CLOSE = closes_at(MONDAY, 3, PARIS)


def hours(count: int) -> datetime:
    return CLOSE + timedelta(hours=count)


def test_a_week_closes_at_midnight_of_the_town_days_after_its_sunday() -> None:
    # Its Sunday is the 29th, when the clock changes; the 1st of April is the third day after.
    assert CLOSE.astimezone(UTC) == datetime(2026, 4, 1, 22, tzinfo=UTC)


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.integers(0, 14))
def test_the_latest_closed_week_is_closed_and_the_one_after_it_is_not(
    day: date, after_days: int
) -> None:
    now = datetime(day.year, day.month, day.day, 12, tzinfo=PARIS)
    monday = newest_closed(day, after_days).monday
    assert closes_at(monday, after_days, PARIS) <= now
    assert closes_at(monday + timedelta(days=7), after_days, PARIS) > now


def test_weeks_are_named_by_their_mondays() -> None:
    assert monday_of(date(2026, 3, 29)) == MONDAY
    assert list(mondays(MONDAY, date(2026, 4, 6))) == [MONDAY, date(2026, 3, 30), date(2026, 4, 6)]


@pytest.mark.parametrize(
    ("sheets", "experience"),
    [
        ([], 0),
        ([(-5, 20)], 20),
        ([(-5, 20), (-4, 30)], 30),
        ([(1, 20)], 0),  # too late
        ([(-5, 20), (1, 30)], 20),  # worth more since
        ([(-5, 20), (1, 5)], 20),  # worth less since
        ([(-5, 20), (1, 0)], 0),  # taken back
        ([(-5, 20), (-4, 0)], 0),
        ([(-5, 0), (1, 20)], 0),  # accepted too late
        ([(-5, 20), (1, 0), (2, 20)], 20),  # taken back, and given again
        ([(-5, 20), (0, 30)], 20),  # the instant itself is after
    ],
)
def test_a_trip_brings_what_it_had_at_the_close(
    sheets: list[tuple[int, int]], experience: int
) -> None:
    assert counted([Seen(hours(at), points) for at, points in sheets], CLOSE) == experience
