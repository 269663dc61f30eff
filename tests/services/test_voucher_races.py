"""Many hands at once, on both databases: exactly one success each."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from muvengine.core.errors import MuvError
from muvengine.core.ledger.account import available
from muvengine.core.people.actor import Actor
from muvengine.core.vouchers.voucher import RESERVED_FOR
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.buy_voucher import Purchase, buy_voucher
from muvengine.services.keep_printed import keep_printed
from muvengine.services.release_reserved import release_reserved
from tests.counter import NOON, Counter, open_counter
from tests.people import OpenUow, staff

HANDS = 16


@pytest.fixture
def counter(open_uow: OpenUow, open_reading: OpenUow) -> Counter:
    return open_counter(open_uow, open_reading)


def at_once(work: Callable[[int], object]) -> Tally[object]:
    """Let sixteen threads start together and count what each hears."""
    start = Barrier(HANDS)

    def hand(number: int) -> object:
        start.wait()
        try:
            return work(number)
        except MuvError as refusal:
            return refusal.code

    with ThreadPoolExecutor(HANDS) as pool:
        return Tally(pool.map(hand, range(HANDS)))


def sound(counter: Counter) -> bool:
    return check_ledger(counter.open_reading) == ()


def test_sixteen_tills_take_one_voucher_once(counter: Counter) -> None:
    code = counter.buy(counter.offer()).code

    def tap(number: int) -> str:
        counter.take(code, client=f"till-{number}")
        return "taken"

    assert at_once(tap) == {"taken": 1, "already_redeemed": HANDS - 1}
    assert sound(counter)


def test_sixteen_purchases_of_one_balance_succeed_as_often_as_it_lasts(counter: Counter) -> None:
    offer = counter.offer(price_points=300, per_person=50)

    def spend(_number: int) -> str:
        counter.buy(offer)
        return "sold"

    assert at_once(spend) == {"sold": 3, "not_enough": HANDS - 3}
    with counter.open_reading() as uow:
        assert uow.ledger.balance(available(counter.person.id)) == 100
    assert sound(counter)


def test_the_last_of_a_stock_is_sold_once(counter: Counter) -> None:
    offer = counter.offer(stock=1, price_points=10, per_person=50)

    def buy(_number: int) -> str:
        counter.buy(offer)
        return "sold"

    assert at_once(buy) == {"sold": 1, "sold_out": HANDS - 1}
    assert sound(counter)


def test_one_person_gets_one_place_however_fast_they_tap(counter: Counter) -> None:
    offer = counter.offer(price_points=10, per_person=1)

    def buy(_number: int) -> str:
        counter.buy(offer)
        return "sold"

    assert at_once(buy) == {"sold": 1, "limit": HANDS - 1}
    assert sound(counter)


def test_sixteen_copies_of_one_purchase_buy_one_voucher_and_hear_the_same(
    counter: Counter,
) -> None:
    offer = counter.offer(per_person=50)
    heard = at_once(lambda _number: counter.buy(offer, key="one-tap").code)
    assert len(heard) == 1
    with counter.open_reading() as uow:
        assert len(uow.vouchers.all_of(counter.person.id)) == 1
    assert sound(counter)


def test_sixteen_copies_of_one_tap_take_it_once_and_hear_the_same(counter: Counter) -> None:
    code = counter.buy(counter.offer()).code
    heard = at_once(lambda _number: counter.take(code, client="one-tap").redemption_id)
    assert len(heard) == 1
    assert list(heard.values()) == [HANDS]
    assert sound(counter)


def test_sixteen_copies_of_a_refused_purchase_hear_the_same_refusal_even_when_points_arrive(
    counter: Counter,
) -> None:
    offer = counter.offer(price_points=1500)
    assert at_once(lambda _number: counter.buy(offer, key="too-dear").code) == {"not_enough": HANDS}
    counter.give(1000)
    with pytest.raises(MuvError) as caught:
        counter.buy(offer, key="too-dear")
    assert caught.value.code == "not_enough"
    assert counter.buy(offer, key="another").code
    assert sound(counter)


def test_the_last_of_a_day_is_sold_once(counter: Counter) -> None:
    offer = counter.offer(daily_issue_limit=2, price_points=10, per_person=50)

    def buy(_number: int) -> str:
        counter.buy(offer)
        return "sold"

    assert at_once(buy) == {"sold": 2, "sold_out_today": HANDS - 2}
    assert sound(counter)


def test_a_person_takes_three_a_day_however_many_shops_are_asked_at_once(
    open_uow: OpenUow, open_reading: OpenUow
) -> None:
    counter = open_counter(open_uow, open_reading, a_day=3)
    offers = [counter.offer(price_points=10, per_person=50) for _ in range(HANDS)]

    def buy(number: int) -> str:
        counter.buy(offers[number])
        return "sold"

    assert at_once(buy) == {"sold": 3, "day_limit": HANDS - 3}
    assert sound(counter)


def test_a_reserved_voucher_is_printed_taken_or_goes_back_and_only_one_of_these(
    counter: Counter,
) -> None:
    mediator = Actor("mediator", staff(counter.open_uow).id)
    purchase = Purchase(counter.offer(), counter.person.id, "print", reserve=True)
    bought = buy_voucher(
        counter.open_uow,
        purchase,
        attempt=counter.attempt(mediator, "buy_voucher"),
        now=NOON,
        new_token=counter.dice,
    )
    late = NOON + RESERVED_FOR

    def end(number: int) -> str:
        if number % 2:
            return f"back {release_reserved(counter.open_uow, counter.open_reading, now=late)}"
        attempt = counter.attempt(mediator, "keep_printed")
        keep_printed(counter.open_uow, [bought.code], attempt=attempt, now=late)
        return "printed"

    heard = at_once(end)
    assert heard["printed"] + heard["back 1"] == 1
    assert counter.state(bought.code) == ("issued" if heard["printed"] else "void")
    with counter.open_reading() as uow:
        points = uow.ledger.balance(available(counter.person.id))
    assert points == (880 if heard["printed"] else 1000)
    assert sound(counter)
