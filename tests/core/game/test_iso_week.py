from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.game.iso_week import IsoWeek, newest_closed

days = st.dates(date(1990, 1, 1), date(2200, 1, 1))


@pytest.mark.parametrize(("day", "name", "monday"), [
    (date(2026, 4, 7),   "2026-W15", date(2026, 4, 6)),
    (date(2026, 1, 1),   "2026-W01", date(2025, 12, 29)),
    (date(2025, 12, 29), "2026-W01", date(2025, 12, 29)),
    (date(2027, 1, 1),   "2026-W53", date(2026, 12, 28)),
    (date(2026, 3, 29),  "2026-W13", date(2026, 3, 23)),   # the clock goes forward
])  # fmt: skip
def test_a_day_is_in_the_week_of_iso_8601(day: date, name: str, monday: date) -> None:
    week = IsoWeek.of(day)
    assert (week.name, week.monday) == (name, monday)
    assert IsoWeek.named(name) == week


@pytest.mark.parametrize("name", ["", "2026-W00", "2025-W53", "2026-W54", "2026-15", "2026-W1"])
def test_what_names_no_week_is_none(name: str) -> None:
    assert IsoWeek.named(name) is None


@pytest.mark.parametrize(("today", "newest"), [
    (date(2026, 4, 15), "2026-W14"),   # Wednesday: the week that ended on Sunday is still open
    (date(2026, 4, 16), "2026-W15"),   # Thursday: three whole days are over
    (date(2026, 4, 19), "2026-W15"),
    (date(2026, 4, 20), "2026-W15"),
])  # fmt: skip
def test_a_week_takes_late_trips_until_the_wednesday(today: date, newest: str) -> None:
    assert newest_closed(today, 3).name == newest


@given(day=days, after=st.integers(0, 20))
def test_the_newest_closed_week_is_the_last_whose_closing_has_come(day: date, after: int) -> None:
    week = newest_closed(day, after)
    assert week.closes_on(after) <= day < week.after().closes_on(after)


@given(day=days)
def test_weeks_follow_each_other_without_a_gap(day: date) -> None:
    week = IsoWeek.of(day)
    assert week.monday <= day <= week.sunday
    assert week.after().monday == week.sunday + timedelta(days=1)
    assert week < week.after()
    assert week.after().after(-1) == week
