"""Streaks read from packed weeks."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.rules import history
from muvengine.core.rules.counters import (
    LIFE_TRIPS,
    WEEK,
    active_days_of_week,
    one_trip_on,
    trips_on,
    week_key,
)
from muvengine.core.rules.history import DAY

WEDNESDAY = date(2026, 3, 11)


def counters(days: list[date]) -> dict[str, int]:
    found: dict[str, int] = {LIFE_TRIPS: len(days)}
    for day in days:
        found[week_key(day)] = found.get(week_key(day), 0) + one_trip_on(day)
    return found


def weeks(*days_in_week: int) -> dict[str, int]:
    """Give active days for last week, the week before that, and so on."""
    monday = WEDNESDAY - WEDNESDAY.weekday() * DAY
    return counters(
        [
            monday - (back + 1) * WEEK + number * DAY
            for back, count in enumerate(days_in_week)
            for number in range(count)
        ]
    )


@pytest.mark.parametrize(
    ("last_weeks", "streak"),
    [
        ((),                     0),
        ((3,),                   1),
        ((2,),                   0),
        ((3, 3, 7),              3),
        ((3, 0, 3, 3, 3),        4),   # a joker
        ((0, 3, 3),              2),   # a joker at once
        ((3, 0, 0, 3),           1),   # two weeks missed
        ((3, 0, 3, 3, 0, 3),     3),   # the second miss comes too soon
        ((3, 0, 3, 3, 3, 0, 3),  5),   # one in four
    ],
)  # fmt: skip
def test_a_streak_of_weeks_forgives_one_week_in_four(
    last_weeks: tuple[int, ...], streak: int
) -> None:
    assert history.streak_weeks(weeks(*last_weeks), WEDNESDAY, 53) == streak


def test_the_running_week_counts_from_its_third_day_and_is_no_miss_before() -> None:
    done = weeks(3, 3)
    assert history.streak_weeks(done, WEDNESDAY, 53) == 2
    monday, tuesday = WEDNESDAY - 2 * DAY, WEDNESDAY - DAY
    packed = one_trip_on(monday) + one_trip_on(tuesday)
    assert history.streak_weeks(done | {week_key(WEDNESDAY): packed}, WEDNESDAY, 53) == 3


def test_a_second_trip_of_the_day_makes_no_second_day() -> None:
    packed = 200 * one_trip_on(WEDNESDAY)
    assert active_days_of_week(packed) == 1
    assert trips_on({week_key(WEDNESDAY): packed}, WEDNESDAY) == 200


DAYS = st.lists(st.integers(0, 60).map(lambda back: WEDNESDAY - back * DAY), max_size=40)


@given(DAYS.flatmap(lambda days: st.tuples(st.just(days), st.permutations(days))))
def test_counters_are_the_same_in_any_order_and_can_be_taken_back(
    orders: tuple[list[date], list[date]],
) -> None:
    days, shuffled = orders
    assert counters(shuffled) == counters(days)
    found = counters(days)
    for day in shuffled:
        found[week_key(day)] -= one_trip_on(day)
    assert all(value == 0 for key, value in found.items() if key != LIFE_TRIPS)


@given(DAYS)
def test_streaks_agree_with_a_count_by_hand(days: list[date]) -> None:
    found, known = counters(days), set(days)
    streak = 1
    while WEDNESDAY - streak * DAY in known:
        streak += 1
    assert history.streak_days(found, WEDNESDAY, 100) == streak
    expected = 1 + len({day for day in known if 1 <= (WEDNESDAY - day).days <= 6})
    assert history.active_days(found, WEDNESDAY) == expected
    since = min(((WEDNESDAY - day).days for day in known), default=None)
    assert history.days_since_last_trip(found, WEDNESDAY, 90) == since
