"""The game hears of every sheet: weeks, running figures, badges."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import permutations, product

import pytest
from sqlalchemy import Engine, text

from muvengine.core.game.weeks import WeekScore
from muvengine.core.people.actor import SYSTEM, Actor
from muvengine.core.routes.route import Route
from muvengine.core.routes.set_route import SetRoute
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.close_route import close_route
from muvengine.services.publish_route import publish_route
from muvengine.services.repair_game import RepairedGame, repair_game
from muvengine.services.save_route import save_route
from tests.game_town import (
    MONDAY,
    badges,
    begin_game,
    due_badges,
    due_tallies,
    kept_badges,
    kept_tallies,
    walk_on,
    weeks,
)
from tests.people import participant, staff
from tests.town import NOON, STREET, Town, found, gpx, ride
from tests.trip_acts import answer, contest, correct, drawn, send, withdraw

TUESDAY = MONDAY + timedelta(days=1)
SUNDAY = MONDAY + timedelta(days=6)


@pytest.fixture
def town(engine: Engine) -> Town:
    made = found(engine)
    begin_game(made)
    return made


def test_a_trip_counts_in_its_week_on_its_day(town: Town) -> None:
    trip = walk_on(town, TUESDAY)
    experience = town.sheet(trip.public_id).score.experience
    assert experience > 0
    assert weeks(town) == {MONDAY: WeekScore(MONDAY, experience, 1, (0, 1, 0, 0, 0, 0, 0))}
    assert badges(town) == {"first-walk", "first-route", "every-route"}
    assert check_ledger(town.open_reading) == ()


def test_a_trip_that_is_taken_back_takes_back_what_it_brought(town: Town) -> None:
    trip = walk_on(town, TUESDAY)
    withdraw(town, trip)
    assert weeks(town) == {}
    with town.open_reading() as uow:
        ever = uow.badges.ever(town.person.id)
        assert kept_tallies(uow) == {}
    assert {(one.trip_id, one.lost_trip_id) for one in ever} == {(trip.id, trip.id)}
    assert badges(town) == set()
    assert check_ledger(town.open_reading) == ()


def test_a_badge_stands_on_another_trip_where_one_does(town: Town) -> None:
    first, second = walk_on(town, MONDAY), walk_on(town, TUESDAY)
    withdraw(town, first)
    with town.open_reading() as uow:
        held = {one.badge: one.trip_id for one in uow.badges.standing(town.person.id)}
    assert held == dict.fromkeys(("first-walk", "first-route", "every-route"), second.id)
    assert check_ledger(town.open_reading) == ()


@pytest.mark.parametrize("key", ["before-street", "until-street"])
def test_a_badge_of_all_routes_waits_for_each_that_is_open(town: Town, key: str) -> None:
    far = SetRoute(Route(key, STREET[0] + 0.05, STREET[1]), {"fr": "Loin", "en": "Far"})
    save_route(town.open_uow, far, actor=SYSTEM, now=NOON)
    publish_route(town.open_uow, key, actor=SYSTEM, now=NOON)
    walk_on(town, MONDAY)
    assert badges(town) == {"first-walk", "first-route"}
    close_route(town.open_uow, key, actor=SYSTEM, now=NOON)
    walk_on(town, TUESDAY)
    assert badges(town) == {"first-walk", "first-route", "every-route"}
    with town.open_reading() as uow:
        held = {one.badge: one.routes for one in uow.badges.standing(town.person.id)}
    assert held["every-route"] == ("street",)


def test_a_corrected_trip_counts_as_what_it_is(town: Town) -> None:
    trip = send(town, "bus", "bike")
    before = weeks(town)
    correct(town, trip, "bus")
    assert badges(town) == {"first-bus", "first-route", "every-route"}
    experience = town.sheet(trip.public_id).score.experience
    assert [one.experience for one in weeks(town).values()] == [experience]
    assert [one.trips for one in before.values()] in ([], [1])


def test_a_trip_of_a_closed_week_changes_no_result_but_is_experience(town: Town) -> None:
    # The week closes when Wednesday is over, three days after its Sunday.
    in_time = walk_on(town, SUNDAY, days_later=3)
    counts = weeks(town)
    late = walk_on(town, SUNDAY, days_later=4, hour=9)
    both = [town.sheet(trip.public_id).score.experience for trip in (in_time, late)]
    assert weeks(town) == counts
    assert [one.experience for one in counts.values()] == both[:1]
    with town.open_reading() as uow:
        assert uow.badges.tallies(town.person.id)["experience"] == sum(both)
    assert check_ledger(town.open_reading) == ()


def test_a_week_from_before_the_game_holds_nothing(engine: Engine) -> None:
    town = found(engine)
    walk_on(town, TUESDAY)
    with town.open_reading() as uow:
        assert (kept_tallies(uow), uow.week_scores.of(town.person.id)) == ({}, ())


def test_help_is_counted_for_whoever_helped(town: Town) -> None:
    karim = staff(town.open_uow, "Karim")
    hand = Actor("mediator", karim.id, on_behalf_of=town.person.id)
    for day, hours in product(range(5), (4, 6)):
        start = NOON - timedelta(days=day, hours=hours)
        town.send(gpx(ride(start=start, seed=10 * day + hours)), actor=hand)
    assert badges(replace(town, person=karim)) == {"helping-hand"}
    with town.open_reading() as uow:
        assert kept_tallies(uow) == due_tallies(uow)


def test_the_order_of_upload_changes_nothing(town: Town) -> None:
    """Four trips of two weeks, by people who send them in every order."""
    days = [MONDAY, TUESDAY, MONDAY - timedelta(days=1), MONDAY - timedelta(days=2)]
    seen = set()
    for number, order in enumerate(list(permutations(days))[::5]):
        one = replace(town, person=participant(town.open_uow, f"Ana {number}"))
        for day in order:
            # Everybody has a trace of their own.
            start = NOON + (day - NOON.date()) - timedelta(hours=5, minutes=number)
            one.send(gpx(ride(start=start, seed=100 * number + day.day)))
        with town.open_reading() as uow:
            tallies = uow.badges.tallies(one.person.id)
        counts = tuple((week.monday, week.days) for week in weeks(one).values())
        seen.add((counts, tallies["trips"], frozenset(badges(one))))
    assert len(seen) == 1


def test_weeks_that_were_tampered_with_are_named_and_put_right(town: Town) -> None:
    walk_on(town, TUESDAY)
    before = weeks(town)
    for wrong in (
        "UPDATE week_score SET experience = experience + 5",
        "UPDATE week_score SET fri = 2",
        "DELETE FROM week_score",
    ):
        with town.open_uow() as uow:
            uow.connection.execute(text(wrong))
            uow.commit()
        assert [one.invariant for one in check_ledger(town.open_reading)] == ["I14 week"]
        done = repair_game(town.open_uow, town.open_reading, actor=SYSTEM, now=NOON)
        assert done == RepairedGame(1, 1)
        assert weeks(town) == before
    done = repair_game(town.open_uow, town.open_reading, actor=SYSTEM, now=NOON)
    assert done == RepairedGame(0, 0)


def test_what_a_person_decides_counts_from_then_on(town: Town) -> None:
    trip = drawn(town)
    contest(town, trip)
    answer(town, trip, accept=True)
    with town.open_reading() as uow:
        tallies = kept_tallies(uow)
        assert tallies == due_tallies(uow)
        assert kept_badges(uow) == due_badges(tallies)
    assert badges(town) >= {"first-walk"}
