"""A person's trips of one month, day by day."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Final

from muvengine.core.modes.verdict import Outcome
from muvengine.core.trips.trip import Trip
from muvengine.store.unit_of_work import UnitOfWork

# Ten a day: more are not drawn.
TRIPS_MOST: Final = 310


@dataclass(frozen=True, slots=True)
class TripDay:
    """One day of the month.

    Attributes:
        day: its date.
        trips: that count or may yet, the earliest first.
    """

    day: date
    trips: tuple[Trip, ...]

    @property
    def modes(self) -> tuple[str, ...]:
        """The modes of the day's trips, each once, in the order of the day."""
        return tuple(dict.fromkeys(trip.mode for trip in self.trips))


@dataclass(frozen=True, slots=True)
class TripMonth:
    """A month as a calendar shows it.

    Attributes:
        first: its first day.
        weeks: Monday to Sunday; None for days of another month.
    """

    first: date
    weeks: tuple[tuple[TripDay | None, ...], ...]

    @property
    def trips(self) -> tuple[Trip, ...]:
        """All trips of the month, the earliest first."""
        days = (day for week in self.weeks for day in week if day)
        return tuple(trip for day in days for trip in day.trips)

    @property
    def distance_m(self) -> int:
        """Metres of all of them together."""
        return sum(trip.distance_m for trip in self.trips)

    @property
    def points(self) -> int:
        """Points of all of them together."""
        return sum(trip.points for trip in self.trips)


def trip_month(
    open_reading: Callable[[], UnitOfWork], person_id: int, first: date, zone: tzinfo
) -> TripMonth:
    """Lay out a month; trips that were refused or taken back are left out.

    Args:
        open_reading: starts a reading transaction.
        person_id: whose.
        first: day of the month.
        zone: the town's.
    """
    after = _next_month(first)
    # A trip's day is that of the programme; a day more never misses one.
    before = datetime.combine(after + timedelta(days=1), time(), zone)
    with open_reading() as uow:
        found = uow.trips.page(person_id, before=(before, 0), most=TRIPS_MOST)
    shown = [
        trip
        for trip in reversed(found)
        if first <= trip.local_day < after
        and trip.withdrawn_at is None
        and trip.outcome != Outcome.REFUSED
    ]
    return TripMonth(first, _weeks(first, shown))


def _weeks(first: date, trips: Sequence[Trip]) -> tuple[tuple[TripDay | None, ...], ...]:
    def laid(day: date) -> TripDay | None:
        if day.month != first.month:
            return None
        return TripDay(day, tuple(trip for trip in trips if trip.local_day == day))

    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    return tuple(tuple(laid(day) for day in week) for week in weeks)


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)
