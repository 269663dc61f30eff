"""What is proven can be spent at once; what waits for a person's eyes waits; on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine

from muvengine.core.errors import NotPossible
from muvengine.core.people.actor import SYSTEM
from muvengine.core.trips.trip import Trip
from muvengine.core.vouchers.shop import Shop
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.adjust_points import Adjustment, adjust_points
from muvengine.services.keep_sign import make_sign
from muvengine.services.save_shop import save_shop
from muvengine.services.scan_stop import Reading, scan_stop
from muvengine.services.withdraw_trip import Withdrawal, withdraw_trip
from tests.town import NOON, Town, found, gpx, ride
from tests.trip_acts import LATER, withdraw

CAFE = Shop("leo", "Café Léo", 43.6401, 5.110)
WALK = ride("walk")


@pytest.fixture
def town(engine: Engine) -> Town:
    """A street with a sign at its end."""
    town = found(engine)
    save_shop(town.open_uow, CAFE, actor=SYSTEM, now=NOON)
    make_sign(town.open_uow, CAFE.key, actor=SYSTEM, now=NOON, new_token=town.dice)
    return town


def stamped(town: Town, creator: str = "MUV recorder") -> Trip:
    """Read the sign at the end of a walk, and send the walk."""
    with town.open_reading() as uow:
        sign = uow.stops.sign_of(CAFE.key)
    assert sign is not None
    reading = Reading(town.person.id, sign.code)
    end = datetime.fromtimestamp(float(WALK.t_s[-1]), UTC)
    attempt = reading.attempt(town.me, town.key())
    scan_stop(town.open_uow, town.shelf, reading, attempt=attempt, now=end)
    return town.trip(town.send(gpx(WALK, creator)).public_id)


def spend(town: Town, points: int) -> None:
    taken = Adjustment(town.person.id, -points, "spent elsewhere")
    attempt = taken.attempt(SYSTEM, town.key())
    adjust_points(town.open_uow, taken, attempt=attempt, now=LATER)


def test_a_walk_with_a_stamp_can_be_spent_at_once_and_one_without_waits(town: Town) -> None:
    trip = stamped(town)
    assert trip.evidence_class == "proven"
    assert (town.pending(), town.spendable()) == (0, trip.points)
    plain = town.send(gpx(ride("walk", start=NOON - timedelta(hours=2), seed=4)))
    waits = town.trip(plain.public_id).points
    assert (town.pending(), town.spendable()) == (waits, trip.points)
    assert check_ledger(town.open_reading) == ()


def test_a_stamp_beside_a_drawn_way_waits_for_a_person(town: Town) -> None:
    trip = stamped(town, creator="https://gpx.studio")
    assert trip.outcome == "doubtful"
    assert (town.pending(), town.spendable()) == (trip.points, 0)


def test_its_owner_takes_it_back_within_the_time_that_others_wait(town: Town) -> None:
    withdraw(town, stamped(town))
    assert (town.pending(), town.spendable()) == (0, 0)
    assert check_ledger(town.open_reading) == ()


def test_who_has_spent_some_of_it_cannot_take_it_back_and_be_paid_again(town: Town) -> None:
    trip = stamped(town)
    spend(town, 1)
    with pytest.raises(NotPossible) as refused:
        withdraw(town, trip)
    assert refused.value.facts["state"] == "released"


def test_once_others_would_have_waited_it_stays(town: Town) -> None:
    wish = Withdrawal(stamped(town).public_id)
    attempt = wish.attempt(town.me, town.key())
    with pytest.raises(NotPossible):
        withdraw_trip(
            town.open_uow, town.shelf, wish, attempt=attempt, now=NOON + timedelta(hours=49)
        )
