"""A trip is paid once, whatever is corrected, asked and answered after its points were spent."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from muvengine.core.ledger.account import available
from muvengine.core.people.actor import SYSTEM
from muvengine.core.trips.trip import Trip
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.adjust_points import Adjustment, adjust_points
from muvengine.services.release_points import release_points
from muvengine.store.awards import AwardState
from tests.town import NOON, Town, found, gpx, ride
from tests.trip_acts import answer, contest, correct, drawn, send

LONG_AFTER = NOON + timedelta(days=60)


@pytest.fixture
def town(engine: Engine) -> Town:
    return found(engine)


def release(town: Town) -> None:
    release_points(town.open_uow, now=LONG_AFTER)


def spend(town: Town, points: int) -> None:
    taken = Adjustment(town.person.id, -points, "spent in a shop")
    adjust_points(town.open_uow, taken, attempt=taken.attempt(SYSTEM, town.key()), now=NOON)


def got(town: Town) -> int:
    """Give what the person has, whether it waits or not."""
    with town.open_reading() as uow:
        return uow.ledger.balance(available(town.person.id)) + town.pending()


def sound(town: Town) -> bool:
    return check_ledger(town.open_reading) == ()


def spent_trip(town: Town) -> Trip:
    trip = send(town)
    release(town)
    spend(town, trip.points)
    assert (trip.points > 0, got(town)) == (True, 0)
    return trip


@pytest.mark.parametrize("mode", ["walk", "run"])
def test_spent_points_are_not_paid_again_by_a_correction(town: Town, mode: str) -> None:
    trip = spent_trip(town)
    correct(town, trip, mode)
    now = town.trip(trip.public_id)
    assert (got(town), now.points) == (max(0, now.points), now.points)
    assert got(town) + trip.points == max(trip.points, gross(town, trip))
    assert sound(town)


def gross(town: Town, trip: Trip) -> int:
    """Give what a sheet is worth before what was kept of earlier ones."""
    return sum(
        line.points for line in town.sheet(trip.public_id).score.lines if line.rule != "kept"
    )


def test_two_corrections_pay_no_more_than_one(town: Town) -> None:
    trip = spent_trip(town)
    correct(town, trip, "walk")
    release(town)
    correct(town, trip, "walk")
    assert got(town) == 0
    assert sound(town)


def test_refusing_then_accepting_a_spent_trip_pays_it_once(town: Town) -> None:
    trip = spent_trip(town)
    contest(town, trip)
    answer(town, trip, accept=False)
    assert got(town) == 0
    contest(town, trip)
    answer(town, trip, accept=True)
    assert got(town) == 0
    [kept] = [line for line in town.sheet(trip.public_id).score.lines if line.rule == "kept"]
    assert kept.points == -trip.points
    assert sound(town)


def test_a_doubtful_trip_whose_small_amount_was_spent_is_paid_the_rest(town: Town) -> None:
    trip = drawn(town)
    release(town)
    spend(town, trip.points)
    answer(town, trip, accept=True)
    assert 0 < got(town) == gross(town, trip) - trip.points
    assert sound(town)


def test_what_was_spent_in_part_is_kept_in_part(town: Town) -> None:
    trip = send(town)
    release(town)
    spend(town, 3)
    correct(town, trip, "walk")
    assert got(town) == trip.points - 3
    assert sound(town)


def test_a_copy_that_a_correction_brings_to_light_is_held(town: Town) -> None:
    town.send(gpx(ride()))
    fixes = ride()
    moved = gpx(replace(fixes, t_s=fixes.t_s + 7200))
    copy = town.trip(town.send(moved, "bus").public_id)
    correct(town, copy, "walk")
    with town.open_reading() as uow:
        award = uow.awards.of_sheet(copy.id, 2)
    assert award is not None
    assert (award.sheet.points > 0, award.state) == (True, AwardState.HELD)
