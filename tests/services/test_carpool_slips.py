"""Both names on a paper slip, written down by a mediator; on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from muvengine.core.errors import (
    BadInput,
    LimitReached,
    MuvError,
    NotAllowed,
    NotPossible,
    UnknownCode,
)
from muvengine.core.people.actor import Actor
from muvengine.core.trips.carpool import SLIPS_A_DAY_MAX, SeatState
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.share_car import join_carpool, make_carpool_code
from muvengine.services.write_slip import Slip, write_slip
from tests.people import card, participant, staff
from tests.services.test_carpool import DRIVE, MORNING, beside, sent
from tests.town import NOON, Town, found, gpx

TODAY = date(2026, 4, 7)


@pytest.fixture
def town(engine: Engine) -> Town:
    """The driver's town, with a mediator."""
    town = found(engine)
    staff(town.open_uow, "Karim")
    return town


@pytest.fixture
def rider(town: Town) -> Town:
    """The same town as a passenger sees it."""
    return replace(town, person=participant(town.open_uow, "Rider"))


def karim(town: Town) -> Actor:
    with town.open_reading() as uow:
        [one] = uow.people.staff()
    return Actor("mediator", one.id)


def write(
    town: Town,
    driver: str = "Fatou",
    passenger: str = "Rider",
    *,
    day: date = TODAY,
    actor: Actor | None = None,
    key: str | None = None,
) -> tuple[str, str]:
    slip = Slip(driver, passenger, day)
    attempt = slip.attempt(actor or karim(town), key or town.key())
    return write_slip(
        town.open_uow, town.shelf, slip, attempt=attempt, now=NOON, new_token=town.dice
    )


def apart_by_120_m() -> bytes:
    """A phone that is off by a street: too far for a code, near enough for a slip."""
    return gpx(replace(DRIVE, lat=DRIVE.lat + 120 / 111_100))


@pytest.mark.parametrize("slip_first", [True, False])
def test_a_slip_pairs_two_phones_of_mixed_quality(
    town: Town, rider: Town, *, slip_first: bool
) -> None:
    if slip_first:
        assert write(town) == ("Fatou", "Rider")
    trips = [sent(town, gpx(DRIVE)), sent(rider, apart_by_120_m())]
    if not slip_first:
        assert [trip.reasons for trip in trips] == [("carpool_unproven",)] * 2
        write(town)
    for trip in trips:
        now = town.trip(trip.public_id)
        assert (now.outcome, now.evidence_class) == ("confirmed", "proven")
    assert town.sheet(trips[0].public_id).facts.passengers == 1
    assert check_ledger(town.open_reading) == ()


def test_a_code_does_not_give_so_much_room(town: Town, rider: Town) -> None:
    code = make_carpool_code(town.open_uow, town.person.id, now=MORNING, new_token=town.dice)
    join_carpool(town.open_uow, code, rider.person.id, now=MORNING)
    sent(town, gpx(DRIVE))
    assert sent(rider, apart_by_120_m()).reasons == ("carpool_apart",)


def test_a_slip_gives_no_more_room_than_150_m(town: Town, rider: Town) -> None:
    write(town)
    sent(town, gpx(DRIVE))
    assert sent(rider, beside(DRIVE, seconds=45)).reasons == ("carpool_apart",)


def test_a_slip_leaves_the_drivers_own_code_alone(town: Town, rider: Town) -> None:
    code = make_carpool_code(town.open_uow, town.person.id, now=MORNING, new_token=town.dice)
    write(town)
    join_carpool(town.open_uow, code, rider.person.id, now=MORNING)


def test_cards_are_as_good_as_names(town: Town, rider: Town) -> None:
    first = card(town.open_uow, town.person).number
    second = card(town.open_uow, rider.person).qr_text("https://town.example")
    assert write(town, first, second) == ("Fatou", "Rider")


@pytest.mark.parametrize(
    ("driver", "passenger", "refusal", "facts"),
    [
        ("nobody", "Rider", UnknownCode, {"who": "driver"}),
        ("Fatou", "", UnknownCode, {"who": "passenger"}),
        ("Fatou", "Karim", UnknownCode, {"who": "passenger"}),
        ("Fatou", "Fatou", NotPossible, {"state": "same"}),
        ("Fatou", "Ri", NotPossible, {"state": "many", "matches": 2, "who": "passenger"}),
    ],
)
def test_who_is_not_meant_is_told(
    town: Town,
    rider: Town,
    driver: str,
    passenger: str,
    refusal: type[MuvError],
    facts: dict[str, object],
) -> None:
    participant(town.open_uow, "Rita")
    with pytest.raises(refusal) as refused:
        write(town, driver, passenger)
    assert refused.value.facts == facts
    assert rider.person.name == "Rider"


@pytest.mark.parametrize(
    ("day", "good"),
    [
        (TODAY, True),
        (TODAY - timedelta(days=7), True),
        (TODAY - timedelta(days=8), False),
        (TODAY + timedelta(days=1), False),
    ],
)
def test_a_slip_is_of_the_last_week(town: Town, rider: Town, day: date, *, good: bool) -> None:
    assert rider
    if good:
        write(town, day=day)
    else:
        with pytest.raises(BadInput):
            write(town, day=day)


def test_one_slip_a_pair_and_day_whoever_drove(town: Town, rider: Town) -> None:
    write(town, key="one")
    assert write(town, key="one") == (town.person.name, rider.person.name)
    for driver, passenger in (("Fatou", "Rider"), ("Rider", "Fatou")):
        with pytest.raises(NotPossible) as refused:
            write(town, driver, passenger)
        assert refused.value.facts["state"] == "written"
    write(town, day=TODAY - timedelta(days=1))


def test_ten_slips_a_day_and_helper(town: Town) -> None:
    for number in range(SLIPS_A_DAY_MAX):
        participant(town.open_uow, f"Seat{number}")
        write(town, passenger=f"Seat{number}")
    participant(town.open_uow, "Late")
    with pytest.raises(LimitReached):
        write(town, passenger="Late")
    maud = Actor("mediator", staff(town.open_uow, "Maud").id)
    write(town, passenger="Late", actor=maud)


def test_two_hands_write_one_slip(town: Town, rider: Town) -> None:
    def hand(_number: int) -> bool:
        try:
            return bool(write(town))
        except NotPossible:
            return False

    with ThreadPoolExecutor(4) as hands:
        assert sum(hands.map(hand, range(4))) == 1
    with town.open_reading() as uow:
        [seat] = uow.carpools.of_person(rider.person.id, NOON - timedelta(days=2))
    assert (seat.state, seat.by_slip) == (SeatState.WAITING, True)


def test_the_hand_is_kept_for_both(town: Town, rider: Town) -> None:
    write(town)
    with town.open_reading() as uow:
        acts = [act.actor for act in uow.audit.list() if act.act == "carpool.slip"]
    assert {act.on_behalf_of for act in acts} == {town.person.id, rider.person.id}
    assert {act.id for act in acts} == {karim(town).id}


@pytest.mark.parametrize("kind", ["participant", "organiser", "device", "system"])
def test_only_mediators_write_slips(town: Town, rider: Town, kind: str) -> None:
    with pytest.raises(NotAllowed):
        write(town, actor=Actor(kind, rider.person.id))
