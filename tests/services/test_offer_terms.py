"""What an offer asks, from the counter to the books, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest

from muvengine.core import errors
from muvengine.core.ledger.account import BUDGET, VOUCHERS_OUT, payable
from muvengine.core.people.actor import SYSTEM
from muvengine.core.vouchers.terms import ClosedHours, ClosedTimes, Terms
from muvengine.core.vouchers.voucher import UNDO_MAX
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.buy_voucher import Purchase, buy_voucher
from muvengine.services.mark_shop_staff import mark_shop_staff, unmark_shop_staff
from muvengine.services.release_rests import release_rests
from muvengine.services.save_offer import save_offer
from muvengine.services.undo_redemption import undo_redemption
from muvengine.services.void_voucher import void_voucher
from muvengine.store.liability_figures import by_month, by_shop
from tests.counter import COFFEE, NOON, Counter, days, open_counter
from tests.people import OpenUow

FIFTH: dict[str, Any] = {"kind": "percent_off", "face_cents": 500, "terms": Terms(percent_off=20)}
AFTER = NOON + UNDO_MAX + timedelta(seconds=1)


@pytest.fixture
def counter(open_uow: OpenUow, open_reading: OpenUow) -> Counter:
    return open_counter(open_uow, open_reading)


def money(counter: Counter) -> tuple[int, int, int]:
    """Cents of the budget, of live vouchers and owed to the bakery."""
    with counter.open_reading() as uow:
        owed = uow.ledger.balance(payable(counter.shops["bakery"]))
        return uow.ledger.balance(BUDGET), uow.ledger.balance(VOUCHERS_OUT), owed


def sound(counter: Counter) -> bool:
    return check_ledger(counter.open_reading) == ()


def test_a_percentage_is_used_once_and_its_rest_goes_back_when_it_cannot_be_undone(
    counter: Counter,
) -> None:
    code = counter.buy(counter.offer(**FIFTH)).code
    assert money(counter) == (99_500, 500, 0)
    with pytest.raises(errors.BillNeeded):
        counter.take(code)
    counter.take(code, amount_cents=1240)
    assert counter.state(code) == "redeemed"
    assert money(counter) == (99_500, 252, 248)
    with pytest.raises(errors.AlreadyRedeemed):
        counter.take(code, amount_cents=100)
    assert release_rests(counter.open_uow, counter.open_reading, now=NOON + UNDO_MAX) == 0
    assert sound(counter)
    assert release_rests(counter.open_uow, counter.open_reading, now=AFTER) == 1
    assert release_rests(counter.open_uow, counter.open_reading, now=AFTER) == 0
    assert money(counter) == (99_752, 0, 248)
    assert sound(counter)


def test_what_shops_and_months_are_promised_holds_the_rest_of_a_percentage(
    counter: Counter,
) -> None:
    counter.take(counter.buy(counter.offer(**FIFTH)).code, amount_cents=1240)
    _, promised, _ = money(counter)
    with counter.open_reading() as uow:
        shops, months = by_shop(uow.connection), by_month(uow.connection)
    assert promised == 252
    assert sum(one.out_cents for one in shops) == promised
    assert sum(one.cents for one in months) == promised


def test_a_percentage_is_undone_whole_although_the_budget_is_sold_out(counter: Counter) -> None:
    code = counter.buy(counter.offer(**FIFTH)).code
    taken = counter.take(code, amount_cents=1000)
    counter.buy(counter.offer(face_cents=99_500))
    assert money(counter)[0] == 0
    device = counter.tablets["bakery"]
    attempt = counter.attempt(device.actor, "undo_redemption")
    undo_redemption(counter.open_uow, taken.redemption_id, device=device, attempt=attempt, now=NOON)
    assert counter.state(code) == "issued"
    counter.take(code, amount_cents=9000)
    assert money(counter) == (0, 99_500, 500)
    assert release_rests(counter.open_uow, counter.open_reading, now=AFTER) == 0
    assert sound(counter)


def test_a_bill_so_small_that_nothing_is_paid_still_uses_the_voucher(counter: Counter) -> None:
    code = counter.buy(counter.offer(**FIFTH)).code
    counter.take(code, amount_cents=1)
    assert (counter.state(code), money(counter)) == ("redeemed", (99_500, 500, 0))
    release_rests(counter.open_uow, counter.open_reading, now=AFTER)
    assert money(counter) == (100_000, 0, 0)
    assert sound(counter)


def test_a_voucher_keeps_the_hours_it_was_bought_with(counter: Counter) -> None:
    lunch = Terms(closed=ClosedTimes((ClosedHours(1, time(12), time(14)),)))
    offer = counter.offer(terms=lunch)
    code = counter.buy(offer).code
    with counter.open_uow() as uow:
        found = uow.offers.get(offer).offer
        assert found.terms == lunch
    always = replace(COFFEE, id=offer, shop_id=counter.shops["bakery"])
    save_offer(counter.open_uow, always, actor=SYSTEM, now=NOON)
    with pytest.raises(errors.Blackout) as caught:
        counter.take(code)
    assert caught.value.facts["until"] == NOON.replace(hour=14)
    assert counter.tokens() == {"blackout": 1}
    counter.take(code, now=NOON.replace(hour=14))
    assert counter.state(code) == "redeemed"


def test_an_age_is_asked_once_and_remembered_without_a_birthday(counter: Counter) -> None:
    adult = counter.offer(terms=Terms(min_age=18))
    youth = counter.offer(terms=Terms(min_age=16))
    older = counter.offer(terms=Terms(min_age=65))
    with pytest.raises(errors.AgeUnsaid) as caught:
        counter.buy(adult)
    assert caught.value.facts["min_age"] == 18
    purchase = Purchase(adult, counter.person.id, old_enough=True)
    attempt = counter.attempt(counter.actor, "buy_voucher")
    buy_voucher(counter.open_uow, purchase, attempt=attempt, now=NOON, new_token=counter.dice)
    counter.buy(adult)
    counter.buy(youth)
    with pytest.raises(errors.AgeUnsaid):
        counter.buy(older)
    with counter.open_reading() as uow:
        assert uow.people.said_age(counter.person.id) == 18
        acts = [act for act in uow.audit.list() if act.act == "person.age"]
        assert [act.meta for act in acts] == [{"years": 18}]


def test_the_days_vouchers_are_sold_out_until_tomorrow_and_a_withdrawn_one_frees_its_place(
    counter: Counter,
) -> None:
    offer = counter.offer(daily_issue_limit=2, per_person=50)
    first = counter.buy(offer).code
    counter.buy(offer)
    with pytest.raises(errors.SoldOutToday):
        counter.buy(offer)
    withdraw(counter, first)
    counter.buy(offer)
    with pytest.raises(errors.SoldOutToday):
        counter.buy(offer)
    counter.buy(offer, now=NOON + days(1))
    # A clock that was set back counts on.
    counter.buy(offer, now=NOON)
    with pytest.raises(errors.SoldOutToday):
        counter.buy(offer, now=NOON)
    assert sound(counter)


def test_three_vouchers_a_day_over_all_offers(open_uow: OpenUow, open_reading: OpenUow) -> None:
    counter = open_counter(open_uow, open_reading, a_day=3)
    bread, books = counter.offer(price_points=50), counter.offer("books", price_points=50)
    code = counter.buy(bread).code
    counter.buy(books)
    counter.buy(books)
    with pytest.raises(errors.DayLimitReached):
        counter.buy(bread)
    withdraw(counter, code)
    counter.buy(bread)
    counter.buy(bread, now=NOON + days(1))
    assert sound(counter)


def withdraw(counter: Counter, code: str) -> None:
    void_voucher(
        counter.open_uow,
        code,
        person_id=counter.person.id,
        reason="given back by its owner",
        attempt=counter.attempt(counter.actor, "void_voucher"),
        now=NOON,
    )


def test_a_shop_takes_no_voucher_of_those_who_work_there(counter: Counter) -> None:
    here, there = counter.buy(counter.offer()).code, counter.buy(counter.offer("books")).code
    person = counter.person.id
    for _ in range(2):
        mark_shop_staff(counter.open_uow, "bakery", person, actor=SYSTEM, now=NOON)
    with pytest.raises(errors.OwnShop):
        counter.take(here)
    counter.take(there, at="books")
    assert counter.tokens() == {"own_shop": 1, "accepted": 1}
    unmark_shop_staff(counter.open_uow, "bakery", person, actor=SYSTEM, now=NOON)
    counter.take(here)
