"""How counters are named and packed."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.rules.counters import (
    active_days_of_week,
    one_trip_on,
    trips_by_day,
    trips_of_week,
)

MONDAY = date(2026, 3, 9)
WEEKS = st.lists(st.integers(0, 255), min_size=7, max_size=7)


@given(WEEKS)
def test_a_packed_week_gives_each_day_again(trips: list[int]) -> None:
    days = (MONDAY + timedelta(days=number) for number in range(7))
    packed = sum(count * one_trip_on(day) for count, day in zip(trips, days, strict=True))
    assert trips_by_day(packed) == tuple(trips)
    assert trips_of_week(packed) == sum(trips)
    assert active_days_of_week(packed) == sum(count > 0 for count in trips)
