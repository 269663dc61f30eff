"""Vouchers on their way through a printer, warned about, and of a shop that closes."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from muvengine.core import errors
from muvengine.core.ledger.account import BUDGET, VOUCHERS_OUT, available
from muvengine.core.people.actor import Actor, Role
from muvengine.core.vouchers.voucher import RESERVED_FOR, Voucher
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.buy_voucher import Purchase, buy_voucher
from muvengine.services.close_shop import ENDPOINT, close_shop
from muvengine.services.keep_printed import GIVE_BACK, KEEP, give_back_reserved, keep_printed
from muvengine.services.release_reserved import release_reserved
from muvengine.services.warn_vouchers import warn_vouchers
from tests.counter import NOON, TODAY, Counter, days, open_counter
from tests.people import OpenUow, participant, staff

OVER = NOON + RESERVED_FOR


@pytest.fixture
def counter(open_uow: OpenUow, open_reading: OpenUow) -> Counter:
    return open_counter(open_uow, open_reading)


def maud(counter: Counter) -> Actor:
    return Actor("mediator", staff(counter.open_uow, "Maud", Role.MEDIATOR).id)


def reserve(counter: Counter, offer: int, hand: Actor, now: datetime = NOON) -> str:
    person = counter.person.id
    helping = Actor(hand.kind, hand.id, on_behalf_of=person)
    purchase = Purchase(offer, person, "print", reserve=True)
    attempt = counter.attempt(helping, "buy_voucher")
    return buy_voucher(
        counter.open_uow, purchase, attempt=attempt, now=now, new_token=counter.dice
    ).code


def books(counter: Counter) -> tuple[int, int, int]:
    """Points of the person, cents of the budget and of live vouchers."""
    with counter.open_reading() as uow:
        points = uow.ledger.balance(available(counter.person.id))
        return points, uow.ledger.balance(BUDGET), uow.ledger.balance(VOUCHERS_OUT)


def printed(counter: Counter, codes: list[str], hand: Actor, now: datetime = NOON) -> int:
    attempt = counter.attempt(hand, KEEP)
    return int(keep_printed(counter.open_uow, codes, attempt=attempt, now=now).value["printed"])


def waiting(counter: Counter, hand: Actor) -> list[Voucher]:
    assert hand.id is not None
    with counter.open_reading() as uow:
        return uow.paper.reserved_by(hand.id)


def released(counter: Counter, now: datetime) -> int:
    return release_reserved(counter.open_uow, counter.open_reading, now=now)


def test_what_was_not_printed_in_time_goes_back_once(counter: Counter) -> None:
    offer = counter.offer(stock=1, per_person=1, daily_issue_limit=1)
    code = reserve(counter, offer, maud(counter))
    assert books(counter) == (880, 99_850, 150)
    assert released(counter, OVER - timedelta(seconds=1)) == 0
    assert released(counter, OVER) == 1
    assert released(counter, OVER) == 0
    assert (counter.state(code), books(counter)) == ("void", (1000, 100_000, 0))
    counter.buy(offer)
    assert check_ledger(counter.open_reading) == ()


def test_a_batch_waits_as_long_as_its_newest_voucher_and_is_issued_by_its_own_hand(
    counter: Counter,
) -> None:
    hand, offer = maud(counter), counter.offer()
    first = reserve(counter, offer, hand)
    second = reserve(counter, offer, hand, now=NOON + timedelta(minutes=10))
    assert released(counter, OVER) == 0
    stranger = Actor("mediator", staff(counter.open_uow, "Jo", Role.MEDIATOR).id)
    with pytest.raises(errors.NotPossible):
        printed(counter, [first, second], stranger)
    assert printed(counter, [first], hand) == 1
    assert [voucher.code for voucher in waiting(counter, hand)] == [second]
    with pytest.raises(errors.NotPossible):
        printed(counter, [first], hand)
    assert released(counter, NOON + timedelta(minutes=25)) == 1
    assert (counter.state(first), counter.state(second)) == ("issued", "void")
    with pytest.raises(errors.NotPossible):
        printed(counter, [second], hand)
    assert check_ledger(counter.open_reading) == ()


def test_a_voucher_that_reached_the_shop_was_printed(counter: Counter) -> None:
    hand = maud(counter)
    code = reserve(counter, counter.offer(face_cents=500, divisible=True), hand)
    counter.take(code, amount_cents=100)
    assert counter.state(code) == "issued"
    assert released(counter, OVER) == 0
    assert waiting(counter, hand) == []


def test_the_wrong_voucher_of_a_batch_is_given_back(counter: Counter) -> None:
    hand = maud(counter)
    code = reserve(counter, counter.offer(), hand)
    attempt = counter.attempt(hand, GIVE_BACK)
    for _ in range(2):
        give_back_reserved(
            counter.open_uow, code, reason="the wrong one", attempt=attempt, now=NOON
        )
    assert (counter.state(code), books(counter)) == ("void", (1000, 100_000, 0))
    with pytest.raises(errors.NotFound):
        give_back_reserved(
            counter.open_uow,
            code,
            reason="the wrong one",
            attempt=counter.attempt(hand, GIVE_BACK),
            now=NOON,
        )


def test_each_voucher_is_warned_about_twice_and_each_time_once(counter: Counter) -> None:
    code = counter.buy(counter.offer(valid_days=20)).code
    counter.take(counter.buy(counter.offer(valid_days=20)).code)
    with counter.open_reading() as uow:
        voucher = uow.vouchers.get(code=code)
    told = [warn_vouchers(counter.open_uow, now=NOON + days(day)) for day in range(22)]
    assert [day for day, times in enumerate(told) if times] == [5, 16]
    with counter.open_reading() as uow:
        warned = uow.paper.warnings(voucher.id)
    assert [before for before, _ in warned] == [14, 3]
    assert [at.date() for _, at in warned] == [TODAY + days(5), TODAY + days(16)]


def test_a_voucher_of_two_days_is_warned_about_at_once(counter: Counter) -> None:
    counter.buy(counter.offer(valid_days=2))
    assert [warn_vouchers(counter.open_uow, now=NOON) for _ in range(2)] == [2, 0]


def test_a_shop_that_closes_gives_every_voucher_back_in_one_act(counter: Counter) -> None:
    cup = counter.buy(counter.offer()).code
    part = counter.buy(counter.offer(price_points=400, face_cents=500, divisible=True)).code
    counter.take(part, amount_cents=200)
    used = counter.buy(counter.offer(price_points=50)).code
    counter.take(used)
    reserved = reserve(counter, counter.offer(price_points=50), maud(counter))
    other = counter.buy(counter.offer("books", price_points=50)).code
    ines = Actor("organiser", participant(counter.open_uow, "Ines").id)
    attempt = counter.attempt(ines, ENDPOINT)
    for _ in range(2):
        done = close_shop(
            counter.open_uow, "bakery", reason="The baker retired", attempt=attempt, now=NOON
        )
        assert done.value == {"vouchers": 3, "points": 120 + 240 + 50}
    states = [counter.state(code) for code in (cup, part, used, reserved, other)]
    assert states == ["void", "expired", "redeemed", "void", "issued"]
    assert books(counter) == (1000 - 160 - 50 - 50, 100_000 - 200 - 150 - 150, 150)
    with pytest.raises(errors.OfferClosed):
        counter.buy(1)
    assert check_ledger(counter.open_reading) == ()


def test_a_shop_does_not_close_without_a_reason(counter: Counter) -> None:
    code = counter.buy(counter.offer()).code
    attempt = counter.attempt(counter.actor, ENDPOINT)
    with pytest.raises(errors.ReasonMissing):
        close_shop(counter.open_uow, "bakery", reason="no", attempt=attempt, now=NOON)
    assert counter.state(code) == "issued"
