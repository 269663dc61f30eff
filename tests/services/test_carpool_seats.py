"""Shared rides whose seats and trips meet in awkward ways."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine

from muvengine.core.people.actor import Actor
from muvengine.core.trips.carpool import PAIR_A_DAY_MAX, WAIT_MAX, SeatState
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.lapse_carpools import lapse_carpools
from muvengine.services.share_car import join_carpool, make_carpool_code
from tests.people import participant
from tests.services.test_carpool import DRIVE, MORNING, WAY, beside, sent, shared
from tests.town import NOON, Town, found, gpx, ride
from tests.trip_acts import correct, withdraw


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


def test_apart_is_asked_anew_when_a_trip_is_taken_back(town: Town, rider: Town) -> None:
    shared(town, rider)
    driver = sent(town, gpx(DRIVE))
    # Another phone's positions: the right recording must not look like a copy of this one.
    behind = replace(DRIVE, t_s=DRIVE.t_s + 45.0, lat=DRIVE.lat - 9e-5)
    wrong = sent(rider, gpx(behind))
    assert states(town) == [SeatState.APART]
    withdraw(rider, wrong)
    assert states(town) == [SeatState.WAITING]
    assert town.trip(driver.public_id).reasons == ("carpool_waiting",)
    right = sent(rider, beside(DRIVE))
    assert (right.outcome, town.trip(driver.public_id).outcome) == ("confirmed", "confirmed")
    assert check_ledger(town.open_reading) == ()


def test_apart_is_asked_anew_when_a_trip_is_told_otherwise(town: Town, rider: Town) -> None:
    shared(town, rider)
    driver = sent(town, gpx(DRIVE))
    wrong = sent(rider, beside(DRIVE, seconds=45))
    correct(rider, wrong, "bus")
    assert states(town) == [SeatState.WAITING]
    assert town.trip(driver.public_id).reasons == ("carpool_waiting",)
    correct(rider, wrong, "carpool")
    assert states(town) == [SeatState.APART]
    assert rider.trip(wrong.public_id).reasons == ("carpool_apart",)
    assert check_ledger(town.open_reading) == ()


def test_the_third_ride_of_a_pair_is_told_that_two_a_day_count(town: Town, rider: Town) -> None:
    hours = [timedelta(hours=3 * number) for number in range(3)]
    drives = [
        ride("car", way=WAY, start=MORNING - timedelta(hours=6) + later, seed=number)
        for number, later in enumerate(hours)
    ]
    for number, drive in enumerate(drives):
        joined(town, rider, MORNING - timedelta(hours=6) + hours[number])
        own = sent(town, gpx(drive))
        other = sent(rider, beside(drive))
        counts = number < PAIR_A_DAY_MAX
        said = ((), "confirmed") if counts else (("carpool_enough",), "doubtful")
        for trip in (town.trip(own.public_id), other):
            assert (trip.reasons, trip.outcome) == said
    with town.open_reading() as uow:
        seats = uow.carpools.of_person(town.person.id, NOON - timedelta(days=9))
    assert sorted(seat.enough for seat in seats) == [False, False, True]
    assert check_ledger(town.open_reading) == ()


def test_who_waited_in_vain_is_told_so_and_what_to_do(town: Town, rider: Town) -> None:
    shared(town, rider)
    driver = sent(town, gpx(DRIVE))
    late = MORNING + WAIT_MAX + timedelta(hours=1)
    assert lapse_carpools(town.open_uow, now=late) == 1
    told = town.trip(driver.public_id)
    assert (told.reasons, told.legs[0].reasons) == (("carpool_alone",), ("carpool_alone",))
    assert (told.points, told.score_no) == (driver.points, driver.score_no)
    # A mediator may still send it.
    maud = Actor("mediator", participant(town.open_uow, "Maud").id, rider.person.id)
    second = rider.trip(rider.send(beside(DRIVE), "carpool", actor=maud, now=late).public_id)
    assert (second.outcome, town.trip(driver.public_id).outcome) == ("confirmed", "confirmed")
    assert states(town) == [SeatState.TOGETHER]
    assert check_ledger(town.open_reading) == ()


def test_who_waits_for_somebody_else_still_waits(town: Town, rider: Town) -> None:
    joined(town, rider, MORNING - timedelta(hours=2))
    other = replace(town, person=participant(town.open_uow, "Other"))
    joined(town, other, MORNING)
    driver = sent(town, gpx(DRIVE))
    first_ends = MORNING - timedelta(hours=1) + WAIT_MAX
    assert lapse_carpools(town.open_uow, now=first_ends) == 1
    assert town.trip(driver.public_id).reasons == ("carpool_waiting",)
    assert lapse_carpools(town.open_uow, now=first_ends + timedelta(hours=2)) == 1
    assert town.trip(driver.public_id).reasons == ("carpool_alone",)
