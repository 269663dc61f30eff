"""Tablets that come back at once, on both databases: each fact once, money never twice."""

from __future__ import annotations

from collections import Counter as Tally

import pytest
from sqlalchemy import text

from muvengine.core.ledger.account import OFFLINE_ALLOWANCE, payable
from muvengine.core.people.identity import Device
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.decide_scan import Way
from muvengine.services.redeem_voucher import Tap
from muvengine.services.take_at_till import take_at_till
from tests.counter import NOON, Counter, open_counter
from tests.offline import decide, lay_aside, scan, second_tablet
from tests.people import OpenUow
from tests.services.test_voucher_races import HANDS, at_once


@pytest.fixture
def counter(open_uow: OpenUow, open_reading: OpenUow) -> Counter:
    return open_counter(open_uow, open_reading)


def states(counter: Counter) -> Tally[str]:
    with counter.open_reading() as uow:
        return Tally(uow.connection.execute(text("SELECT state FROM redemption")).scalars())


def owed(counter: Counter) -> int:
    with counter.open_reading() as uow:
        return uow.ledger.balance(payable(counter.shops["bakery"]))


def test_sixteen_tablets_without_network_took_one_voucher(counter: Counter) -> None:
    lay_aside(counter, 460)
    code = counter.buy(counter.offer()).code
    tablets = [second_tablet(counter) for _ in range(HANDS)]
    heard = at_once(lambda number: scan(counter, code, by=tablets[number]).state)
    assert heard == {"accepted": 1, "covered": 3, "disputed": HANDS - 4}
    assert states(counter) == heard
    assert owed(counter) == 4 * 150
    with counter.open_reading() as uow:
        assert uow.ledger.balance(OFFLINE_ALLOWANCE) == 10
    assert check_ledger(counter.open_reading) == ()


@pytest.mark.parametrize("one_key", [True, False])
def test_the_same_queue_sent_sixteen_times_counts_once(counter: Counter, *, one_key: bool) -> None:
    lay_aside(counter, 1_000)
    offer = counter.offer()
    queue = [counter.buy(offer).code for _ in range(3)]
    counter.take(queue[2])
    device = counter.tablets["bakery"]

    def send(number: int) -> str:
        made = []
        for place, code in enumerate(queue):
            tap = Tap(code, f"tap-{place}", NOON, offline=True)
            key = f"tap-{place}" if one_key else f"tap-{place}-{number}"
            made.append(taken(counter, tap, device, key))
        return str(made)

    assert len(at_once(send)) == 1, "all hear the same"
    assert states(counter) == {"accepted": 3, "disputed": 1}
    assert owed(counter) == 3 * 150
    assert check_ledger(counter.open_reading) == ()


def test_one_tap_sent_with_and_without_network_at_once_is_one_redemption(
    counter: Counter,
) -> None:
    lay_aside(counter, 1_000)
    code = counter.buy(counter.offer()).code
    device = counter.tablets["bakery"]

    def send(number: int) -> int:
        tap = Tap(code, "tap", NOON, offline=bool(number % 2))
        return taken(counter, tap, device, "tap")

    assert len(at_once(send)) == 1
    assert states(counter) == {"accepted": 1}
    assert owed(counter) == 150
    assert check_ledger(counter.open_reading) == ()


def test_sixteen_organisers_decide_once(counter: Counter) -> None:
    code = counter.buy(counter.offer()).code
    counter.take(code)
    made = scan(counter, code)
    ways = (Way.BUDGET, Way.UNDONE)

    def say(number: int) -> str:
        decide(counter, made, ways[number % 2])
        return "decided"

    assert at_once(say) == {"decided": 1, "not_possible": HANDS - 1}
    assert owed(counter) in {150, 300}
    assert check_ledger(counter.open_reading) == ()


def taken(counter: Counter, tap: Tap, device: Device, key: str) -> int:
    return take_at_till(counter.open_uow, tap, device=device, key=key, now=NOON).redemption_id
