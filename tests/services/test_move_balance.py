"""A balance goes to another account of the same person; on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine

from muvengine.core.errors import (
    BadCredentials,
    MuvError,
    NotAllowed,
    NotPossible,
    OwnAccount,
    ReasonMissing,
)
from muvengine.core.people.actor import SYSTEM, Actor, Role
from muvengine.core.people.balance_move import BalanceMove
from muvengine.core.people.done_for import Source
from muvengine.core.people.identity import Person
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.adjust_points import Adjustment, adjust_points
from muvengine.services.issue_card import issue_card
from muvengine.services.move_balance import Moved, attempt_of, follow_moves, move_balance
from muvengine.services.release_points import release_points
from muvengine.services.set_helper_account import set_helper_account
from muvengine.services.sign_in import Browser, by_card
from tests.people import card, participant, staff
from tests.town import NOON, Town, found, gpx, ride

WHY = "two accounts by mistake"


@pytest.fixture
def town(engine: Engine) -> Town:
    """Fatou's town, with Nadia at the desk and Inès in the office."""
    town = found(engine)
    staff(town.open_uow, "Nadia")
    staff(town.open_uow, "Inès", Role.ORGANISER)
    return town


@pytest.fixture
def other(town: Town) -> Person:
    return participant(town.open_uow, "Fatou again")


def of_staff(town: Town, role: Role) -> Actor:
    with town.open_reading() as uow:
        return next(Actor(role, one.id) for one in uow.people.staff() if one.role is role)


def give(town: Town, points: int, now: datetime = NOON) -> None:
    gift = Adjustment(town.person.id, points, "a gift for a test")
    attempt = gift.attempt(SYSTEM, town.key())
    adjust_points(town.open_uow, gift, attempt=attempt, now=now)


def move(town: Town, other: Person, *, second: int | None = None, key: str | None = None) -> Moved:
    wish = BalanceMove(town.person.id, other.id, WHY, approved_by=second)
    attempt = attempt_of(wish, of_staff(town, Role.MEDIATOR), key or town.key())
    return move_balance(town.open_uow, wish, attempt=attempt, now=NOON)


def of(town: Town, person: Person) -> Town:
    return replace(town, person=person)


def test_all_points_go_over_with_their_last_days_and_nothing_opens_the_old(
    town: Town, other: Person
) -> None:
    old = card(town.open_uow, town.person)
    give(town, 40, NOON - timedelta(days=40))
    give(town, 100)
    assert move(town, other) == Moved(140, 0, 0)
    assert (town.spendable(), of(town, other).spendable()) == (0, 140)
    with town.open_reading() as uow:
        assert [lot.remaining for lot in uow.lots.open(other.id)] == [40, 100]
        assert uow.people.get(town.person.id).frozen
    with pytest.raises(BadCredentials):
        by_card(
            town.open_uow,
            card=old.token,
            pin=old.pin,
            browser=Browser("x"),
            now=NOON,
            new_token=town.dice,
        )
    with pytest.raises(NotPossible):
        issue_card(
            town.open_uow,
            person_id=town.person.id,
            actor=SYSTEM,
            now=NOON,
            new_token=town.dice,
        )
    assert check_ledger(town.open_reading) == ()


def test_the_same_form_twice_and_two_desks_at_once_move_it_once(town: Town, other: Person) -> None:
    give(town, 90)
    key = town.key()
    assert move(town, other, key=key) == move(town, other, key=key)
    with pytest.raises(NotPossible) as refused:
        move(town, other)
    assert refused.value.facts["state"] == "moved"
    assert of(town, other).spendable() == 90


def test_of_two_desks_one_moves_it(town: Town, other: Person) -> None:
    give(town, 90)

    def one(_: int) -> bool:
        try:
            return move(town, other).points == 90
        except MuvError:
            return False

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(one, range(2))) == [False, True]
    assert of(town, other).spendable() == 90
    assert check_ledger(town.open_reading) == ()


def test_points_that_wait_follow_by_themselves_and_need_the_second_hand_before(
    town: Town, other: Person
) -> None:
    waiting = town.trip(town.send(gpx(ride())).public_id).points
    give(town, 200)
    with pytest.raises(NotAllowed):
        move(town, other)
    with pytest.raises(NotAllowed):
        move(town, other, second=of_staff(town, Role.MEDIATOR).id)
    assert move(town, other, second=of_staff(town, Role.ORGANISER).id) == Moved(200, waiting, 0)
    later = NOON + timedelta(hours=49)
    assert follow_moves(town.open_uow, now=later) == 0
    release_points(town.open_uow, now=later)
    assert follow_moves(town.open_uow, now=later) == waiting
    assert follow_moves(town.open_uow, now=later) == 0
    assert of(town, other).spendable() == 200 + waiting
    assert check_ledger(town.open_reading) == ()


def test_both_accounts_read_by_whose_hand_and_why(town: Town, other: Person) -> None:
    give(town, 30)
    move(town, other)
    day = NOON.replace(hour=0), NOON.replace(hour=23)
    for person, points in ((town.person, -30), (other, 30)):
        with town.open_reading() as uow:
            told = uow.done_for.between(person.id, *day)
        [moved] = [one for one in told if one.source is Source.MOVE]
        assert (moved.helper, moved.points, moved.reason) == ("Nadia", points, WHY)


def test_what_cannot_be_moved_says_why(town: Town, other: Person) -> None:
    hand = of_staff(town, Role.MEDIATOR)
    assert hand.id is not None
    for to_id, state in ((town.person.id, "same"), (hand.id, "staff")):
        wish = BalanceMove(town.person.id, to_id, WHY)
        with pytest.raises(NotPossible) as refused:
            move_balance(town.open_uow, wish, attempt=attempt_of(wish, hand, town.key()), now=NOON)
        assert refused.value.facts["state"] == state
    move(town, other)
    wish = BalanceMove(other.id, town.person.id, WHY)
    with pytest.raises(NotPossible) as refused:
        move_balance(town.open_uow, wish, attempt=attempt_of(wish, hand, town.key()), now=NOON)
    assert refused.value.facts["state"] == "frozen"


@pytest.mark.parametrize("mine", ["from", "to"])
def test_no_helper_moves_a_balance_from_or_to_their_own_account(
    town: Town, other: Person, mine: str
) -> None:
    give(town, 100)
    nadia = of_staff(town, Role.MEDIATOR)
    own = town.person if mine == "from" else other
    with town.open_reading() as uow:
        helper = next(one for one in uow.people.staff() if one.id == nadia.id)
    number = card(town.open_uow, own).number
    set_helper_account(town.open_uow, helper.public_id, number, actor=SYSTEM, now=NOON)
    with pytest.raises(OwnAccount):
        move(town, other)
    assert check_ledger(town.open_reading) == ()


def test_only_a_helper_moves_a_balance_and_says_why(town: Town, other: Person) -> None:
    wish = BalanceMove(town.person.id, other.id, WHY)
    with pytest.raises(NotAllowed):
        move_balance(town.open_uow, wish, attempt=attempt_of(wish, town.me, "k"), now=NOON)
    wish, hand = replace(wish, reason="oops"), of_staff(town, Role.MEDIATOR)
    with pytest.raises(ReasonMissing):
        move_balance(town.open_uow, wish, attempt=attempt_of(wish, hand, "k"), now=NOON)
