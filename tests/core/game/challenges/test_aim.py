"""How far somebody is: a count over trips, whatever their order."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.game.challenges.aim import Aim, CountedTrip, Progress, count, progress_of
from muvengine.core.game.challenges.challenge import Measure
from muvengine.core.rules.conditions import OneOf, StartBetween
from muvengine.core.trips.facts import LegFacts, RouteFacts, TripFacts

MONDAY = date(2026, 4, 6)
PARIS = ZoneInfo("Europe/Paris")


def trip(
    day: int,
    *legs: tuple[str, int],
    hour: int = 8,
    routes: tuple[RouteFacts, ...] = (),
    stamps: int = 0,
    experience: int = 10,
) -> CountedTrip:
    on = MONDAY + timedelta(days=day)
    facts = TripFacts(
        datetime(on.year, on.month, on.day, hour, tzinfo=PARIS),
        600,
        tuple(LegFacts(*leg) for leg in legs or (("walk", 1000),)),
        routes=routes,
        stamps=stamps,
    )
    return CountedTrip(on, facts, experience)


WEEK = [
    trip(0),
    trip(0, hour=17),
    trip(1, ("walk", 300), ("bus", 4000), experience=25),
    trip(2, ("bike", 5000), routes=(RouteFacts("canal", 900), RouteFacts("hill", 650)), stamps=2),
    trip(5, ("bike", 7000), routes=(RouteFacts("canal", 700),), stamps=1),
]


@pytest.mark.parametrize(
    ("measure", "modes", "done"),
    [
        (Measure.TRIPS, (), 5),
        (Measure.TRIPS, ("bus", "tram"), 1),
        (Measure.DAYS, (), 4),
        (Measure.DAYS, ("walk",), 2),
        (Measure.KM, (), 18_300),
        # Of a trip by foot and bus only the walk is walked.
        (Measure.KM, ("walk",), 2_300),
        (Measure.EXPERIENCE, (), 65),
        (Measure.STAMPS, (), 3),
        # Followed twice is one route; 650 of 1000 is not followed.
        (Measure.ROUTES, (), 1),
        (Measure.CAR_FREE, (), 0),
    ],
)
def test_each_measure_counts_its_own(measure: Measure, modes: tuple[str, ...], done: int) -> None:
    assert count(Aim(measure, 1, modes), WEEK) == done


def test_conditions_choose_among_trips() -> None:
    mornings = (StartBetween(7 * 60, 9 * 60), OneOf("weekday", ("mon", "tue")))
    assert count(Aim(Measure.TRIPS, 1, (), mornings), WEEK) == 2


def test_days_without_a_car_are_those_declared() -> None:
    assert count(Aim(Measure.CAR_FREE, 3), WEEK, [MONDAY, MONDAY]) == 1


@given(st.permutations(WEEK), st.sampled_from(list(Measure)))
def test_the_order_of_trips_does_not_matter(shuffled: list[CountedTrip], measure: Measure) -> None:
    assert count(Aim(measure, 1), shuffled) == count(Aim(measure, 1), WEEK)


@pytest.mark.parametrize(
    ("both", "counts", "own", "reached"),
    [
        (False, [5], 5, True),
        (False, [4], 4, False),
        (False, [5, 3], 0, False),
        (True, [5], 5, False),
        (True, [5, 0], 5, False),
        (True, [4, 1], 1, True),
    ],
)
def test_whoever_brought_something_has_reached_it_together(
    *, both: bool, counts: list[int], own: int, reached: bool
) -> None:
    found = progress_of(Aim(Measure.DAYS, 5, both=both), counts, own)
    assert found == Progress(sum(counts), 5, own, reached)
    assert 0 < found.share <= 1
