"""A day's kilometres are paid once, whatever is corrected and in whatever order, on both databases.

A sheet that is made anew after a later trip of the same day is paid what the day is worth less
what the day's other trips were paid: nobody loses points to a proof or to a person's look.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

import pytest
from sqlalchemy import Engine

from muvengine.core.ledger import events
from muvengine.core.ledger.journal import By
from muvengine.core.people.actor import SYSTEM
from muvengine.core.rules.evaluate import evaluate
from muvengine.core.rules.sheet import Sheet
from muvengine.core.trips.trip import Trip
from muvengine.formats.rulebook_yaml.read import read_rulebook
from muvengine.services.posting import hold
from muvengine.store.awards import AwardState
from tests.core.rules.building import trip as facts_of
from tests.town import NOON, RULES, ZONE, Town, found, gpx, ride
from tests.trip_acts import answer, contest, correct, withdraw

SHIPPED: Final = read_rulebook(RULES.read_bytes())
HOUR: Final = timedelta(hours=1)


@pytest.fixture
def town(engine: Engine) -> Town:
    return found(engine)


def walk(town: Town, hours_ago: int, *, now: datetime = NOON) -> Trip:
    fixes = ride(start=now - hours_ago * HOUR, seed=hours_ago)
    return town.trip(town.send(gpx(fixes), now=now).public_id)


def judged_again(town: Town, trip: Trip) -> None:
    """A person looks at a confirmed trip and finds it as it was."""
    contest(town, trip)
    answer(town, trip, accept=True)


def sheets(town: Town, *trips: Trip) -> list[Sheet]:
    return [town.sheet(trip.public_id) for trip in trips]


def paid(town: Town, *trips: Trip, rule: str = "walk-km") -> int:
    lines = [line for sheet in sheets(town, *trips) for line in sheet.score.lines]
    return sum(line.points for line in lines if line.rule == rule)


def worth(town: Town, *trips: Trip) -> int:
    """What all the metres walked by these trips earn when they are one trip."""
    legs = [leg for sheet in sheets(town, *trips) for leg in sheet.facts.legs]
    metres = sum(leg.distance_m for leg in legs if leg.mode == "walk")
    [line] = [
        line
        for line in evaluate(SHIPPED, facts_of(("walk", metres)), {}).lines
        if line.rule == "walk-km"
    ]
    return line.points


def test_a_look_at_a_mornings_trip_takes_nothing_from_a_day_that_went_on(town: Town) -> None:
    first, second = walk(town, 5), walk(town, 3)
    before = paid(town, first, second)
    judged_again(town, first)
    assert paid(town, first, second) == before == worth(town, first, second)
    assert town.pending() == sum(sheet.score.points for sheet in sheets(town, first, second))


def test_a_walk_that_was_a_bus_ride_leaves_the_first_price_to_the_next_walk(town: Town) -> None:
    first, second = walk(town, 5), walk(town, 3)
    assert paid(town, second) < worth(town, second)
    correct(town, first, "bus")
    assert paid(town, first) == 0
    assert paid(town, second) == worth(town, second)
    assert town.pending() == sum(sheet.score.points for sheet in sheets(town, first, second))
    correct(town, first, "run")
    assert paid(town, first, second) == worth(town, second) + paid(town, first)


@pytest.mark.parametrize("taken", [0, 1, 2])
def test_a_day_is_worth_what_stands_of_it(town: Town, taken: int) -> None:
    trips = [walk(town, hours) for hours in (5, 4, 3)]
    withdraw(town, trips.pop(taken))
    assert paid(town, *trips) == worth(town, *trips)
    trips.append(walk(town, 2))
    assert paid(town, *trips) == worth(town, *trips)
    judged_again(town, trips[0])
    assert paid(town, *trips) == worth(town, *trips)
    assert town.pending() == sum(sheet.score.points for sheet in sheets(town, *trips))


def test_what_a_person_refused_and_then_accepted_is_paid_as_if_nobody_had_asked(
    town: Town,
) -> None:
    first, second = walk(town, 5), walk(town, 3)
    contest(town, first)
    answer(town, first, accept=False)
    assert (paid(town, first), paid(town, second)) == (0, worth(town, second))
    judged_again(town, first)
    assert paid(town, first, second) == worth(town, first, second)


def test_points_that_wait_for_a_person_go_on_waiting_when_their_day_is_evened_out(
    town: Town,
) -> None:
    first, second = walk(town, 5), walk(town, 3)
    with town.open_uow() as uow:
        hold(uow, trip_id=second.id, score_no=1)
        uow.commit()
    withdraw(town, first)
    with town.open_reading() as uow:
        award = uow.awards.of_sheet(second.id, 2)
    assert award is not None
    assert award.state is AwardState.HELD


def test_a_day_that_is_even_moves_nothing(town: Town) -> None:
    first, second = walk(town, 5), walk(town, 3)
    judged_again(town, first)
    assert town.trip(first.public_id).score_no == 2
    assert town.trip(second.public_id).score_no == 1


def test_a_closed_season_leaves_the_other_trips_of_a_day_alone(town: Town) -> None:
    first, second = walk(town, 5), walk(town, 3)
    with town.open_uow() as uow:
        season = uow.seasons.paying_day(first.local_day, 0)
        assert season is not None
        uow.seasons.close(season, now=NOON)
        uow.commit()
    withdraw(town, first)
    assert town.trip(second.public_id).score_no == 1
    assert town.pending() == second.points


def test_a_trip_that_is_looked_at_later_keeps_what_it_was_given_for_the_time_before_it(
    town: Town,
) -> None:
    walk(town, 6, now=NOON - timedelta(days=40))
    back, _next = walk(town, 5), walk(town, 3)
    assert paid(town, back, rule="comeback") == 20
    judged_again(town, back)
    assert paid(town, back, rule="comeback") == 20


@pytest.mark.parametrize(
    ("day", "week"),
    [
        ("2028-02-29", "2028-W09"),
        ("2026-12-31", "2026-W53"),
        ("2027-01-01", "2026-W53"),
        ("2026-03-29", "2026-W13"),
        ("2026-10-25", "2026-W43"),
    ],
)
@pytest.mark.parametrize("evening_first", [False, True])
def test_a_local_day_is_one_also_when_the_calendar_is_odd_and_an_upload_late(
    town: Town,
    day: str,
    week: str,
    evening_first: bool,  # noqa: FBT001  a table
) -> None:
    _fund(town, date.fromisoformat(day).year)
    morning, evening = (
        datetime.fromisoformat(f"{day}T{at}").replace(tzinfo=ZONE) for at in ("00:10", "23:50")
    )
    starts = (evening, morning) if evening_first else (morning, evening)
    # The first is sent at midnight, the second is found on the phone two days later.
    late = evening + timedelta(hours=1), evening + timedelta(days=2)
    trips = [
        town.trip(town.send(gpx(ride(start=start, seed=number)), now=now).public_id)
        for number, (start, now) in enumerate(zip(starts, late, strict=True))
    ]
    assert {trip.local_day.isoformat() for trip in trips} == {day}
    assert paid(town, *trips) == worth(town, *trips)
    counters = town.counters()
    weekday = date.fromisoformat(day).weekday()
    assert counters[f"week:{week}:days"] == 2 << (8 * weekday)
    assert counters[f"day:{day}:b:walk-km"] == paid(town, *trips)
    withdraw(town, trips[0])
    assert paid(town, trips[1]) == worth(town, trips[1])


def _fund(town: Town, year: int) -> None:
    if year == NOON.year:
        return
    with town.open_uow() as uow:
        season = uow.ledger.open_season(str(year), date(year, 1, 1), date(year, 12, 31))
        uow.ledger.post(events.season_fund(season, 1000, "1", By(SYSTEM, NOON)), NOON)
        uow.commit()
