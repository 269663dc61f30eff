"""A person's trips of one month, day by day."""

from __future__ import annotations

from datetime import date, timedelta

from muvengine.reads.trip_month import TripMonth, trip_month
from tests.build import Town, ride
from tests.people import NOON


def month_of(town: Town, first: date) -> TripMonth:
    zone = town.wiring.now().tzinfo
    assert zone
    return trip_month(town.wiring.open_reading, town.fatou_.id, first, zone)


def test_a_month_lies_in_weeks_from_monday_and_sums_its_trips(town: Town) -> None:
    for days in (0, 1):
        town.trip(ride(NOON - timedelta(days=days, hours=1), seed=days))
    month = month_of(town, NOON.date().replace(day=1))
    assert all(len(week) == 7 for week in month.weeks)
    moved = [day for week in month.weeks for day in week if day and day.trips]
    assert [day.day for day in moved] == [NOON.date() - timedelta(days=1), NOON.date()]
    assert all(day.modes == ("walk",) for day in moved)
    assert (month.points, month.distance_m) == (
        sum(trip.points for trip in month.trips),
        sum(trip.distance_m for trip in month.trips),
    )
    assert month.points > 0


def test_another_month_and_another_person_have_none(town: Town) -> None:
    town.trip(ride())
    assert month_of(town, date(2026, 1, 1)).trips == ()
    zone = town.wiring.now().tzinfo
    assert zone
    other = trip_month(town.wiring.open_reading, town.karim_.id, NOON.date().replace(day=1), zone)
    assert other.trips == ()
