"""Streaks and habits, read from packed weeks.

The trip being scored counts as done: it is today's first trip, or one more.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from muvengine.core.rules.counters import (
    LIFE_TRIPS,
    WEEK,
    Counters,
    active_days_of_week,
    one_trip_on,
    trips_on,
    week_key,
)

DAY: Final = timedelta(days=1)
ACTIVE_DAYS_IN_WEEK: Final = 3
WEEKS_BETWEEN_JOKERS: Final = 4


def active_days(counters: Counters, today: date) -> int:
    """Count the days with a trip among the last seven, today included: 1 to 7."""
    return 1 + sum(1 for back in range(1, 7) if trips_on(counters, today - back * DAY))


def streak_days(counters: Counters, today: date, most: int) -> int:
    """Count the days in a row with a trip, today included, as far as ``most``."""
    count = 1
    while count < most and trips_on(counters, today - count * DAY):
        count += 1
    return count


def streak_weeks(counters: Counters, today: date, most: int) -> int:
    """Count the weeks in a row with three active days, as far as ``most``.

    One week in four may be missed without breaking the streak: people are ill, and work
    shifts.  The week that is still running counts once it has its three days, and is no
    miss before.
    """
    count, since_joker = 0, WEEKS_BETWEEN_JOKERS
    if active_days_of_week(_with_today(counters, today)) >= ACTIVE_DAYS_IN_WEEK:
        count = 1
    for back in range(1, weeks_read(most)):
        if count >= most:
            break
        packed = counters.get(week_key(today - back * WEEK), 0)
        if active_days_of_week(packed) >= ACTIVE_DAYS_IN_WEEK:
            count += 1
            since_joker += 1
        elif since_joker >= WEEKS_BETWEEN_JOKERS - 1:
            since_joker = 0
        else:
            break
    return min(count, most)


def days_since_last_trip(counters: Counters, today: date, most: int) -> int | None:
    """Count the days back to the last day with a trip, as far as ``most``.

    Returns:
        0 when there was one today, ``most`` when the last is at least so long ago, None
        when there was never one.
    """
    if counters.get(LIFE_TRIPS, 0) <= 0:
        return None
    for back in range(most):
        if trips_on(counters, today - back * DAY):
            return back
    return most


def weeks_read(weeks: int) -> int:
    """Tell how many weeks a streak of ``weeks`` reaches back, jokers and this week counted."""
    return weeks + (weeks + 2) // 3 + 1


def _with_today(counters: Counters, today: date) -> int:
    packed = counters.get(week_key(today), 0)
    return packed if trips_on(counters, today) else packed + one_trip_on(today)
