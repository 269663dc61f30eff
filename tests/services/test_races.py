"""Sixteen hands at once, on both databases: what must happen once happens once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import Engine

from muvengine.core.errors import MuvError
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.rules.score import Settlement
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.adjust_points import Adjustment, adjust_points
from muvengine.services.attempt import once
from muvengine.services.expire_points import expire_points
from muvengine.services.release_points import release_points
from muvengine.store.connection import is_sqlite
from muvengine.store.unit_of_work import UnitOfWork
from tests.money import Town, town

OpenUow = Callable[[], UnitOfWork]
HANDS = 16


@pytest.fixture
def place(open_uow: OpenUow) -> Town:
    return town(open_uow)


def together(act: Callable[[int], object]) -> Counter[object]:
    """Let sixteen threads act at the same moment; count what they heard."""
    start = Barrier(HANDS)

    def hand(number: int) -> object:
        start.wait()
        try:
            return act(number)
        except MuvError as refusal:
            return refusal.code

    with ThreadPoolExecutor(HANDS) as pool:
        return Counter(pool.map(hand, range(HANDS)))


def total(heard: Counter[object]) -> int:
    return sum(number for number in heard.elements() if isinstance(number, int))


def test_one_voucher_is_taken_once(place: Town, open_reading: OpenUow) -> None:
    fatou = place.person()
    place.give(fatou, 200)
    code = place.buy(fatou, place.offer())
    heard = together(lambda n: bool(place.redeem(code, key=f"till-{n}").redemption_id))
    assert heard == {True: 1, "already_redeemed": HANDS - 1}
    assert check_ledger(open_reading) == ()


def test_a_balance_is_spent_once(place: Town, open_reading: OpenUow) -> None:
    fatou = place.person()
    place.give(fatou, 100)
    offer = place.offer(price_points=30, per_person=50)
    heard = together(lambda n: bool(place.buy(fatou, offer, key=f"tap-{n}")))
    assert heard == {True: 3, "not_enough": HANDS - 3}
    assert place.points(fatou) == 10
    assert check_ledger(open_reading) == ()


def test_the_last_pieces_are_sold_once(place: Town, open_reading: OpenUow) -> None:
    people = [place.person(f"Person {n}") for n in range(HANDS)]
    for person in people:
        place.give(person, 150)
    offer = place.offer(stock=7)
    heard = together(lambda n: bool(place.buy(people[n], offer, key="tap")))
    assert heard == {True: 7, "sold_out": HANDS - 7}
    assert check_ledger(open_reading) == ()


def test_a_persons_limit_holds(place: Town, open_reading: OpenUow) -> None:
    fatou = place.person()
    place.give(fatou, 1000)
    offer = place.offer(price_points=10, per_person=2)
    heard = together(lambda n: bool(place.buy(fatou, offer, key=f"tap-{n}")))
    assert heard == {True: 2, "limit": HANDS - 2}
    assert check_ledger(open_reading) == ()


def test_the_towns_money_is_promised_once(open_uow: OpenUow, open_reading: OpenUow) -> None:
    place = town(open_uow, cents=500)
    people = [place.person(f"Person {n}") for n in range(HANDS)]
    for person in people:
        place.give(person, 150)
    offer = place.offer()
    heard = together(lambda n: bool(place.buy(people[n], offer, key="tap")))
    assert heard == {True: 3, "unfunded": HANDS - 3}
    assert check_ledger(open_reading) == ()


def test_copies_of_one_request_have_one_effect_and_one_answer(
    place: Town, open_reading: OpenUow
) -> None:
    fatou = place.person()
    place.give(fatou, 500)
    offer = place.offer(per_person=50)
    bought = together(lambda _: place.buy(fatou, offer, key="the same tap"))
    assert list(bought.values()) == [HANDS]
    assert place.points(fatou) == 380
    code = next(iter(bought))
    taken = together(lambda _: place.redeem(str(code), key="the same scan").redemption_id)
    assert list(taken.values()) == [HANDS]
    assert check_ledger(open_reading) == ()


def test_a_refused_request_stays_refused(place: Town, open_reading: OpenUow) -> None:
    fatou = place.person()
    offer = place.offer()
    assert together(lambda _: place.buy(fatou, offer, key="too early")) == {"not_enough": HANDS}
    place.give(fatou, 200)
    assert together(lambda _: place.buy(fatou, offer, key="too early")) == {"not_enough": HANDS}
    assert place.buy(fatou, offer, key="a new tap")
    assert check_ledger(open_reading) == ()


def test_a_key_used_for_something_else_is_refused(place: Town) -> None:
    fatou = place.person()
    place.give(fatou, 1000)
    offers = [place.offer(title={"fr": f"Offre {n}"}) for n in range(HANDS)]
    heard = together(lambda n: bool(place.buy(fatou, offers[n], key="one key")))
    assert heard == {True: 1, "key_reused": HANDS - 1}


def test_one_actor_never_hears_anothers_answer(place: Town) -> None:
    people = [place.person(f"Person {n}") for n in range(HANDS)]
    for person in people:
        place.give(person, 150)
    offer = place.offer()
    heard = together(lambda n: place.buy(people[n], offer, key="one key"))
    assert len(heard) == HANDS


def test_points_are_released_and_expired_once(
    place: Town, open_uow: OpenUow, open_reading: OpenUow
) -> None:
    fatou = place.person()
    for _ in range(5):
        place.earn(fatou, 10, Settlement(0, 30, "none"))
    assert total(together(lambda _: release_points(open_uow, now=place.now))) == 5
    assert place.points(fatou) == 50
    later = place.now.replace(month=6)
    assert total(together(lambda _: expire_points(open_uow, now=later))) == 50
    assert place.points(fatou) == 0
    assert check_ledger(open_reading) == ()


def test_a_gift_sent_sixteen_times_is_one_gift(place: Town, open_uow: OpenUow) -> None:
    fatou = place.person()
    gift = Adjustment(fatou.id, 50, "welcome present")
    attempt = gift.attempt(place.hand(fatou), "gift")
    together(
        lambda _: adjust_points(open_uow, gift, attempt=attempt, now=place.now).value["available"]
    )
    assert place.points(fatou) == 50


def test_a_lost_race_is_tried_again(place: Town, engine: Engine, open_uow: OpenUow) -> None:
    """Two rows changed in opposite order: PostgreSQL ends one hand, and it tries again."""
    people = [place.person("A"), place.person("B")]
    start = Barrier(2)
    tries: Counter[int] = Counter()

    def change_both(number: int) -> object:
        first, second = people if number else people[::-1]

        def work(uow: UnitOfWork) -> str:
            tries[number] += 1
            uow.people.change(first.id, note="first")
            if tries[number] == 1 and not is_sqlite(engine):
                start.wait()
            uow.people.change(second.id, note="second")
            return "done"

        attempt = Attempt(place.hand(people[number]), "lock", "lock", "")
        return once(open_uow, attempt, work).value

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(change_both, range(2))) == ["done", "done"]
    assert sum(tries.values()) == (2 if is_sqlite(engine) else 3)
