"""Two people share a car: the first trip waits, the second settles both, exactly once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from sqlalchemy import Engine

from muvengine.core.errors import LimitReached, MistypedCode, NotPossible, UnknownCode
from muvengine.core.people.identity import Person
from muvengine.core.traces.fixes import Fixes
from muvengine.core.trips.carpool import CODE_LIFE, SEATS_MAX, SeatState
from muvengine.core.trips.trip import Trip
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.posting import hold
from muvengine.services.share_car import join_carpool, make_carpool_code
from muvengine.store.awards import AwardState
from tests.people import participant
from tests.town import NOON, Town, found, gpx, ride
from tests.trip_acts import correct, withdraw

WAY = (np.array([43.64, 43.64]), np.array([5.06, 5.14]))
DRIVE = ride("car", way=WAY)
MORNING = NOON - timedelta(hours=5)


@pytest.fixture
def town(engine: Engine) -> Town:
    """The driver's town."""
    return found(engine)


@pytest.fixture
def rider(town: Town) -> Town:
    """The same town as a passenger sees it."""
    person: Person = participant(town.open_uow, "Rider")
    return replace(town, person=person)


def beside(fixes: Fixes, *, seconds: float = 0.0) -> bytes:
    """The passenger's phone: the same way, a few metres off, fewer fixes."""
    dice = np.random.default_rng(2)
    heard = dice.random(len(fixes)) > 0.3
    heard[[0, -1]] = True
    moved = replace(fixes, t_s=fixes.t_s + seconds, lat=np.round(fixes.lat + 5e-5, 6))
    return gpx(moved.take(heard))


def shared(town: Town, rider: Town) -> None:
    code = make_carpool_code(town.open_uow, town.person.id, now=MORNING, new_token=town.dice)
    join_carpool(town.open_uow, code.lower(), rider.person.id, now=MORNING)


def sent(town: Town, data: bytes) -> Trip:
    return town.trip(town.send(data, "carpool").public_id)


def seat(town: Town) -> SeatState:
    with town.open_reading() as uow:
        [only] = uow.carpools.of_person(town.person.id, NOON - timedelta(days=9))
        return only.state


@pytest.mark.parametrize("driver_first", [True, False])
def test_the_first_waits_and_the_second_settles_both(
    town: Town, rider: Town, *, driver_first: bool
) -> None:
    shared(town, rider)
    order = [(town, gpx(DRIVE)), (rider, beside(DRIVE))]
    (one, first_data), (two, second_data) = order if driver_first else order[::-1]
    first = sent(one, first_data)
    assert (first.outcome, first.reasons) == ("doubtful", ("carpool_waiting",))
    waiting = first.points
    second = sent(two, second_data)
    assert (second.outcome, second.evidence_class) == ("confirmed", "proven")
    first = one.trip(first.public_id)
    assert (first.outcome, first.reasons, first.evidence_class) == ("confirmed", (), "proven")
    assert first.points > waiting
    assert first.legs[0].proof == "companion"
    driver_trip = first if driver_first else second
    assert town.sheet(driver_trip.public_id).facts.passengers == 1
    assert seat(town) is SeatState.TOGETHER
    assert check_ledger(town.open_reading) == ()


def test_half_a_minute_behind_is_another_car_and_nobody_is_accused(town: Town, rider: Town) -> None:
    shared(town, rider)
    first = sent(town, gpx(DRIVE))
    second = sent(rider, beside(DRIVE, seconds=45))
    assert (second.outcome, second.reasons) == ("doubtful", ("carpool_apart",))
    assert town.trip(first.public_id).reasons == ("carpool_apart",)
    assert not second.evidence.get("signs_weight")
    assert seat(town) is SeatState.APART


def test_without_a_code_two_phones_in_one_car_prove_nothing(town: Town, rider: Town) -> None:
    sent(town, gpx(DRIVE))
    second = sent(rider, beside(DRIVE))
    assert (second.outcome, second.reasons) == ("doubtful", ("carpool_unproven",))


def test_who_takes_the_trip_back_leaves_the_other_waiting(town: Town, rider: Town) -> None:
    shared(town, rider)
    first, second = sent(town, gpx(DRIVE)), sent(rider, beside(DRIVE))
    withdraw(rider, second)
    now = town.trip(first.public_id)
    assert (now.outcome, now.reasons) == ("doubtful", ("carpool_waiting",))
    assert town.sheet(first.public_id).facts.passengers == 0
    assert seat(town) is SeatState.WAITING
    assert check_ledger(town.open_reading) == ()


def test_who_says_it_was_the_bus_leaves_the_other_waiting(town: Town, rider: Town) -> None:
    shared(town, rider)
    first, second = sent(town, gpx(DRIVE)), sent(rider, beside(DRIVE))
    correct(rider, second, "bus")
    assert town.trip(first.public_id).outcome == "doubtful"
    correct(rider, second, "carpool")
    assert town.trip(first.public_id).outcome == "confirmed"
    assert rider.trip(second.public_id).outcome == "confirmed"
    assert check_ledger(town.open_reading) == ()


def test_both_at_the_same_instant_are_settled_once(town: Town, rider: Town) -> None:
    shared(town, rider)
    with ThreadPoolExecutor(2) as both:
        trips = [
            both.submit(sent, town, gpx(DRIVE)),
            both.submit(sent, rider, beside(DRIVE)),
        ]
        ids = [trip.result().public_id for trip in trips]
    assert [town.trip(public_id).outcome for public_id in ids] == ["confirmed", "confirmed"]
    assert seat(town) is SeatState.TOGETHER
    assert check_ledger(town.open_reading) == ()


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [("", MistypedCode), ("AAAAAAAAA", MistypedCode)],
)
def test_a_slip_is_told_from_an_unknown_code(
    town: Town, rider: Town, typed: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        join_carpool(town.open_uow, typed, rider.person.id, now=NOON)


def test_a_code_ends_and_a_new_one_takes_its_place(town: Town, rider: Town) -> None:
    codes = [
        make_carpool_code(town.open_uow, town.person.id, now=MORNING, new_token=town.dice)
        for _ in range(2)
    ]
    with pytest.raises(UnknownCode):
        join_carpool(town.open_uow, codes[0], rider.person.id, now=MORNING)
    join_carpool(town.open_uow, codes[1], rider.person.id, now=MORNING)
    join_carpool(town.open_uow, codes[1], rider.person.id, now=MORNING)
    assert seat(town) is SeatState.WAITING
    with pytest.raises(UnknownCode):
        join_carpool(town.open_uow, codes[1], 1, now=MORNING + CODE_LIFE)


def test_nobody_rides_along_with_themselves(town: Town) -> None:
    code = make_carpool_code(town.open_uow, town.person.id, now=NOON, new_token=town.dice)
    with pytest.raises(NotPossible):
        join_carpool(town.open_uow, code, town.person.id, now=NOON)


def test_a_car_is_full_at_some_point(town: Town) -> None:
    code = make_carpool_code(town.open_uow, town.person.id, now=NOON, new_token=town.dice)
    for number in range(SEATS_MAX):
        person = participant(town.open_uow, f"Rider {number}")
        join_carpool(town.open_uow, code, person.id, now=NOON)
    late = participant(town.open_uow, "Late")
    with pytest.raises(LimitReached):
        join_carpool(town.open_uow, code, late.id, now=NOON)


def test_points_that_a_person_must_look_at_stay_held_when_a_companion_arrives(
    town: Town, rider: Town
) -> None:
    shared(town, rider)
    first = sent(town, gpx(DRIVE))
    with town.open_uow() as uow:
        hold(uow, trip_id=first.id, score_no=first.score_no)
        uow.commit()
    sent(rider, beside(DRIVE))
    now = town.trip(first.public_id)
    assert now.score_no > first.score_no
    with town.open_reading() as uow:
        kept = uow.awards.of_sheet(now.id, now.score_no)
    assert kept is not None
    assert kept.state is AwardState.HELD
    assert check_ledger(town.open_reading) == ()
