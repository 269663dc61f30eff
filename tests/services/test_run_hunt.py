"""What an organiser does to a hunt: a wrong stamp goes back, a hunt pauses or ends early."""

from __future__ import annotations

import pytest

from muvengine.core.errors import NotAllowed, NotPossible
from muvengine.core.people.actor import SYSTEM, Actor, Role
from muvengine.core.people.identity import Person
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.run_hunt import cancel_hunt, pause_hunt, take_find_back
from tests import hunt_life as life
from tests.money import OpenUow, Town, town
from tests.people import staff
from tests.services.test_races import HANDS, together


@pytest.fixture
def place(open_uow: OpenUow) -> Town:
    return town(open_uow)


@pytest.fixture
def fatou(place: Town) -> Person:
    return place.person()


@pytest.fixture
def maud(place: Town) -> Person:
    return staff(place.open_uow)


def held(place: Town) -> None:
    assert check_ledger(place.open_uow) == ()


def test_a_wrong_stamp_takes_back_exactly_what_it_brought(place: Town, fatou: Person) -> None:
    life.started(place)
    for number in (1, 2, 3):
        life.find(place, fatou, number)
    life.take_back(place, fatou, 2)
    assert place.points(fatou) == 20
    assert set(life.finds(place, fatou)) == {1, 3}
    held(place)
    assert life.find(place, fatou, 2).points == 30
    assert place.points(fatou) == 50
    held(place)


def test_what_was_spent_is_written_off_and_not_paid_twice(place: Town, fatou: Person) -> None:
    life.started(place)
    life.find(place, fatou, 1)
    place.buy(fatou, place.offer(price_points=8))
    life.take_back(place, fatou, 1)
    assert place.points(fatou) == 0
    assert life.find(place, fatou, 1).points == 2
    held(place)


def test_a_stamp_goes_back_once(place: Town, fatou: Person) -> None:
    life.started(place)
    life.find(place, fatou, 1)
    number = life.finds(place, fatou)[1].id
    heard = together(lambda _: _take(place, number))
    assert heard == {True: 1, "not_possible": HANDS - 1}
    assert place.points(fatou) == 0
    held(place)


def _take(place: Town, number: int) -> bool:
    take_find_back(place.open_uow, number, "a wrong card", actor=SYSTEM, now=place.now)
    return True


def test_only_an_organiser_takes_a_stamp_back(place: Town, fatou: Person, maud: Person) -> None:
    life.started(place)
    life.find(place, fatou, 1)
    with pytest.raises(NotAllowed):
        life.take_back(place, fatou, 1, actor=Actor(Role.MEDIATOR, maud.id))


def test_a_cancelled_hunt_leaves_what_was_paid(place: Town, fatou: Person) -> None:
    life.started(place)
    life.find(place, fatou, 1)
    cancel_hunt(place.open_uow, "spring", "a storm is coming", actor=SYSTEM, now=place.now)
    with pytest.raises(NotPossible, match="cancelled"):
        life.find(place, fatou, 2)
    assert place.points(fatou) == 10
    held(place)


def test_a_paused_hunt_goes_on(place: Town, fatou: Person) -> None:
    life.started(place)
    pause_hunt(place.open_uow, "spring", pause=True, actor=SYSTEM, now=place.now)
    with pytest.raises(NotPossible, match="paused"):
        life.find(place, fatou, 1)
    pause_hunt(place.open_uow, "spring", pause=False, actor=SYSTEM, now=place.now)
    assert life.find(place, fatou, 1).points == 10
