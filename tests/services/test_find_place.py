"""Places of a treasure hunt: found by phone, by card and on paper, and paid once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muvengine.core.errors import (
    LimitReached,
    MuvError,
    NotAllowed,
    NotPossible,
    OwnShop,
    UnknownCode,
)
from muvengine.core.game.hunt import Way
from muvengine.core.people.actor import SYSTEM, Actor, Role
from muvengine.core.people.identity import Person
from muvengine.core.people.token import upper_case
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.find_place import CardStamp, SignRead, find_by_sign, stamp_card
from muvengine.services.keep_hunt import pause_place, renew_sign
from muvengine.services.mark_shop_staff import mark_shop_staff
from tests import hunt_life as life
from tests.money import OpenUow, Town, town
from tests.people import card, staff
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


def test_each_place_pays_and_the_last_one_pays_for_all(place: Town, fatou: Person) -> None:
    life.started(place)
    first, second, last = (life.find(place, fatou, number) for number in (2, 1, 3))
    assert (first.points, first.missing, first.new) == (10, 2, (2,))
    assert (second.points, last.points, last.missing) == (10, 30, 0)
    assert place.points(fatou) == 50
    held(place)


def test_a_place_found_again_says_so_and_pays_nothing(place: Town, fatou: Person) -> None:
    life.started(place)
    life.find(place, fatou, 1)
    told = life.find(place, fatou, 1)
    assert (told.new, told.again, told.points) == ((), (1,), 0)
    assert place.points(fatou) == 10


def test_the_same_press_twice_is_one_find(place: Town, fatou: Person) -> None:
    life.started(place)
    told = [life.find(place, fatou, 1, key="press") for _ in range(2)]
    assert [one.points for one in told] == [10, 10]
    assert place.points(fatou) == 10


def test_two_devices_at_once_are_paid_once(place: Town, fatou: Person, maud: Person) -> None:
    life.started(place, a_day_max=HANDS, names=("Fountain", "Bakery"))

    def hand(number: int) -> int:
        if number % 2:
            return life.find(place, fatou, 1 + number // 2 % 2, key=f"{number}").points
        told = life.stamp(place, maud, fatou.name, 1, 2, key=f"{number}")
        return told.points

    heard = together(hand)
    assert sum(one for one in heard.elements() if isinstance(one, int)) == 40
    assert place.points(fatou) == 40
    held(place)


def test_an_envelope_pays_what_it_has(open_uow: OpenUow) -> None:
    place = town(open_uow, points=15)
    fatou = place.person()
    life.started(place)
    told = [life.find(place, fatou, number) for number in (1, 2, 3)]
    assert [(one.points, one.wanted) for one in told] == [(10, 10), (5, 10), (0, 30)]
    held(place)


def test_in_order_the_next_place_is_named(place: Town, fatou: Person) -> None:
    life.started(place, in_order=True)
    with pytest.raises(NotPossible) as refused:
        life.find(place, fatou, 3)
    assert refused.value.facts == {"state": "order", "number": 1}
    assert place.points(fatou) == 0


def test_a_leaked_sign_says_nothing_once_it_is_renewed(place: Town, fatou: Person) -> None:
    life.started(place)
    old = life.token(place, 1)
    pause_place(place.open_uow, "spring", 1, actor=SYSTEM, now=place.now)
    with pytest.raises(NotPossible, match="place_paused"):
        life.find(place, fatou, 1)
    renew_sign(place.open_uow, "spring", 1, actor=SYSTEM, now=place.now, new_token=place.dice)
    stale = SignRead(fatou.id, old)
    with pytest.raises(NotPossible, match="revoked"):
        find_by_sign(place.open_uow, stale, attempt=stale.attempt(SYSTEM, "old"), now=place.now)
    assert life.find(place, fatou, 1).points == 10


def test_a_card_is_stamped_without_a_phone(place: Town, fatou: Person, maud: Person) -> None:
    life.started(place)
    printed = card(place.open_uow, fatou)
    told = life.stamp(place, maud, printed.number, 1)
    assert (told.name, told.points) == (fatou.name, 10)
    assert life.stamp(place, maud, printed.token, 2).points == 10
    found = life.finds(place, fatou)
    assert {(one.way, one.helper_id) for one in found.values()} == {(Way.CARD, maud.id)}
    held(place)


def test_a_sheet_is_entered_in_one_go_also_some_days_late(
    place: Town, fatou: Person, maud: Person
) -> None:
    life.started(place, in_order=True)
    late = life.SPRING.ends_at + timedelta(days=3)
    told = life.stamp(place, maud, fatou.name, 3, 1, 2, way=Way.PAPER, now=late)
    assert (told.new, told.points) == ((1, 2, 3), 50)
    held(place)


def test_a_sheet_with_a_gap_enters_nothing(place: Town, fatou: Person, maud: Person) -> None:
    life.started(place, in_order=True)
    with pytest.raises(NotPossible, match="order"):
        life.stamp(place, maud, fatou.name, 1, 3, way=Way.PAPER)
    assert life.finds(place, fatou) == {}


def test_a_till_stamps_at_its_own_shop_only(place: Town, fatou: Person) -> None:
    life.started(place, shop="fournil")
    printed = card(place.open_uow, fatou)
    assert life.till_stamp(place, printed.number, 2).points == 10
    with pytest.raises(NotAllowed):
        life.till_stamp(place, printed.number, 1)
    with pytest.raises(UnknownCode):
        life.till_stamp(place, fatou.name, 2)
    assert life.finds(place, fatou)[2].device_id == place.device.id


def test_whoever_works_in_the_shop_is_not_stamped_by_its_till(place: Town, fatou: Person) -> None:
    life.started(place, shop="fournil")
    mark_shop_staff(place.open_uow, "fournil", fatou.id, actor=SYSTEM, now=place.now)
    with pytest.raises(OwnShop):
        life.till_stamp(place, card(place.open_uow, fatou).number, 2)


def test_a_helper_does_not_stamp_themselves(place: Town, fatou: Person, maud: Person) -> None:
    life.started(place)
    with pytest.raises(UnknownCode):
        life.stamp(place, maud, maud.name, 1)
    one = CardStamp("spring", (1,), fatou.name)
    attempt = one.attempt(Actor(Role.PARTICIPANT, fatou.id), "myself")
    with pytest.raises(NotAllowed):
        stamp_card(place.open_uow, one, attempt=attempt, now=place.now)
    with pytest.raises(NotAllowed):
        life.find(place, maud, 1, by=Actor(Role.MEDIATOR, maud.id))


def test_a_helpers_stamps_of_a_day_have_a_ceiling(place: Town, maud: Person) -> None:
    life.started(place, a_day_max=2)
    people = [place.person(f"Person {number}") for number in range(3)]
    for person in people[:2]:
        life.stamp(place, maud, person.name, 1)
    with pytest.raises(LimitReached):
        life.stamp(place, maud, people[2].name, 1)
    # Helping somebody on the helper's telephone is a stamp too.
    hand = Actor(Role.MEDIATOR, maud.id, people[2].id)
    with pytest.raises(LimitReached):
        life.find(place, people[2], 1, by=hand)
    assert life.stamp(place, maud, people[2].name, 1, now=place.now + timedelta(days=1)).new
    assert life.find(place, people[2], 2).points == 10


def test_many_hands_of_one_helper_do_not_pass_the_ceiling(place: Town, maud: Person) -> None:
    people = [place.person(f"Person {number}") for number in range(HANDS)]
    life.started(place, a_day_max=5)
    heard = together(
        lambda n: (
            len(life.stamp(place, maud, f"{people[n].name}", 1, key=f"{n}").new)
            if n > 9 or n < 1
            else 0
        )
    )
    assert heard["limit"] == 2
    assert heard[1] == 5


def test_a_sign_that_does_not_exist_is_unknown(place: Town, fatou: Person) -> None:
    life.started(place)
    sign = SignRead(fatou.id, upper_case(place.dice()))
    with pytest.raises(UnknownCode):
        find_by_sign(place.open_uow, sign, attempt=sign.attempt(SYSTEM, "dice"), now=place.now)


DEEDS = st.lists(
    st.tuples(st.sampled_from(("sign", "card", "paper", "back")), st.integers(1, 3)), max_size=14
)


@settings(max_examples=12)
@given(deeds=DEEDS)
def test_whatever_happens_nobody_has_more_than_the_hunt_gives(
    place: Town, maud: Person, deeds: list[tuple[str, int]]
) -> None:
    fatou = place.person(f"Fatou {place.key()}")
    hunt = life.started(place, ends_at=life.SPRING.ends_at + timedelta(days=99))
    for way, number in deeds:
        try:
            if way == "sign":
                place.now += timedelta(minutes=5)
                life.find(place, fatou, number, hunt=hunt)
            elif way == "back":
                life.take_back(place, fatou, number, hunt=hunt)
            else:
                life.stamp(place, maud, fatou.name, number, way=Way(way), hunt=hunt)
        except (MuvError, KeyError):
            continue
    found = len(life.finds(place, fatou, hunt))
    assert place.points(fatou) == 10 * found + (20 if found == 3 else 0)
    held(place)
