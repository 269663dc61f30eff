"""Shared rides whose seats and trips meet in awkward ways."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine

from muvengine.core.trips.carpool import SeatState
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.share_car import join_carpool, make_carpool_code
from tests.people import participant
from tests.services.test_carpool import DRIVE, MORNING, beside, sent, shared
from tests.town import NOON, Town, found, gpx


@pytest.fixture
def town(engine: Engine) -> Town:
    """The driver's town."""
    return found(engine)


@pytest.fixture
def rider(town: Town) -> Town:
    """The same town as a passenger sees it."""
    return replace(town, person=participant(town.open_uow, "Rider"))


def joined(town: Town, rider: Town, at: datetime) -> None:
    code = make_carpool_code(town.open_uow, town.person.id, now=at, new_token=town.dice)
    join_carpool(town.open_uow, code, rider.person.id, now=at)


def states(town: Town) -> list[SeatState]:
    """Give how the driver's seats ended, in the order of the codes."""
    with town.open_reading() as uow:
        seats = uow.carpools.of_person(town.person.id, NOON - timedelta(days=9))
    return [seat.state for seat in sorted(seats, key=lambda seat: seat.id)]


def test_one_passenger_with_two_seats_is_one_passenger(town: Town, rider: Town) -> None:
    shared(town, rider)
    shared(town, rider)
    driver = sent(town, gpx(DRIVE))
    sent(rider, beside(DRIVE))
    assert town.sheet(driver.public_id).facts.passengers == 1
    assert sorted(states(town)) == [SeatState.TOGETHER, SeatState.WAITING]
    assert check_ledger(town.open_reading) == ()


@pytest.mark.parametrize(("seconds", "ended"), [(0.0, SeatState.TOGETHER), (45.0, SeatState.APART)])
def test_the_ride_there_leaves_the_seat_of_the_way_back_alone(
    town: Town, rider: Town, seconds: float, ended: SeatState
) -> None:
    joined(town, rider, MORNING + timedelta(hours=4))
    joined(town, rider, MORNING)
    sent(town, gpx(DRIVE))
    sent(rider, beside(DRIVE, seconds=seconds))
    assert states(town) == [SeatState.WAITING, ended]
