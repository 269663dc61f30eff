"""Vouchers that went with a lost card or an emptied account end; on both databases."""

from __future__ import annotations

import pytest

from muvengine.core import errors
from muvengine.core.ledger.account import BUDGET, VOUCHERS_OUT, available
from muvengine.core.people.actor import SYSTEM
from muvengine.core.people.balance_move import BalanceMove
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.move_balance import Moved, attempt_of, move_balance
from muvengine.services.take_back_vouchers import ENDPOINT, take_back_vouchers
from tests.counter import NOON, Counter, open_counter
from tests.people import OpenUow, participant

REASON = "Lost with the card"


@pytest.fixture
def counter(open_uow: OpenUow, open_reading: OpenUow) -> Counter:
    return open_counter(open_uow, open_reading)


def balance(counter: Counter, code: str) -> int:
    with counter.open_reading() as uow:
        account = {"budget": BUDGET, "out": VOUCHERS_OUT}.get(code)
        return uow.ledger.balance(account or available(int(code)))


def take_back(counter: Counter, key: str = "lost") -> tuple[int, int]:
    attempt = counter.attempt(SYSTEM, ENDPOINT, key)
    return take_back_vouchers(
        counter.open_uow, counter.person.id, reason=REASON, attempt=attempt, now=NOON
    )


def test_unused_vouchers_end_and_bring_their_points_back_once(counter: Counter) -> None:
    offer = counter.offer()
    lost, used = counter.buy(offer), counter.buy(offer)
    counter.take(used.code)
    before = balance(counter, str(counter.person.id))
    assert take_back(counter) == take_back(counter) == (1, 120)
    assert balance(counter, str(counter.person.id)) == before + 120
    assert (counter.state(lost.code), counter.state(used.code)) == ("void", "redeemed")
    assert balance(counter, "out") == 0
    with pytest.raises(errors.VoucherVoid):
        counter.take(lost.code)
    assert take_back(counter, "again") == (0, 0)
    assert check_ledger(counter.open_reading) == ()


def test_vouchers_of_an_emptied_account_end_and_their_points_go_along(counter: Counter) -> None:
    counter.buy(counter.offer())
    other = participant(counter.open_uow, "Twin")
    wish = BalanceMove(counter.person.id, other.id, "enrolled twice")
    moved = move_balance(counter.open_uow, wish, attempt=attempt_of(wish, SYSTEM, "move"), now=NOON)
    assert moved == Moved(1000, 0, 1)
    assert balance(counter, str(other.id)) == 1000
    assert balance(counter, "budget") == 100_000
    assert check_ledger(counter.open_reading) == ()
