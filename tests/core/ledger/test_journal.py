"""What a journal refuses, and how its transfers are added up."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from muvengine.core.errors import ReasonMissing
from muvengine.core.ledger.account import BUDGET, ISSUED, SPENT, VOUCHERS_OUT, available, pending
from muvengine.core.ledger.journal import By, Journal, Kind, Ref, Transfer, by_reason, deltas
from muvengine.core.people.actor import SYSTEM

BY = By(SYSTEM, datetime(2026, 4, 7, tzinfo=UTC))


def adjusted(reason: str) -> Journal:
    """Give points by hand: what asks for a reason."""
    moves = (Transfer(ISSUED, available(42), 5),)
    return Journal(Kind.POINTS_ADJUST, "adjust:r", by_reason(BY, reason), Ref("person", 42), moves)


@pytest.mark.parametrize("reason", ["", "    ", "oops", "oops    "])
def test_fewer_than_five_characters_are_no_reason(reason: str) -> None:
    with pytest.raises(ReasonMissing) as caught:
        adjusted(reason)
    assert caught.value.facts == {"characters_min": 5}


def test_five_characters_are_a_reason() -> None:
    assert adjusted(" a car ").by.reason == "a car"


def test_what_the_rules_do_by_themselves_needs_no_reason() -> None:
    assert Journal(Kind.TRIP_AWARD, "award:1:1", BY, Ref("trip", 1), ()).by.reason == ""


def test_a_long_reason_is_cut_to_what_the_ledger_holds() -> None:
    assert by_reason(BY, "  " + "x" * 300).reason == "x" * 200


def test_points_never_become_cents() -> None:
    with pytest.raises(AssertionError):
        Transfer(available(1), BUDGET, 5)


@pytest.mark.parametrize("amount", [0, -1, 10**12])
def test_an_amount_is_above_zero_and_not_absurd(amount: int) -> None:
    with pytest.raises(AssertionError):
        Transfer(BUDGET, VOUCHERS_OUT, amount)


@pytest.mark.parametrize("amount", [1, 10**12 - 1])
def test_one_cent_and_just_below_a_million_millions_of_them_are_amounts(amount: int) -> None:
    assert Transfer(BUDGET, VOUCHERS_OUT, amount).amount == amount


def test_nothing_moves_from_an_account_to_itself() -> None:
    with pytest.raises(AssertionError):
        Transfer(BUDGET, BUDGET, 5)


def test_what_one_account_loses_and_gains_is_summed_and_what_keeps_no_balance_left_out() -> None:
    moves = (
        Transfer(pending(9), available(9), 3), Transfer(pending(9), available(9), 4),
        Transfer(available(9), SPENT, 2), Transfer(ISSUED, pending(9), 1),
    )  # fmt: skip
    assert deltas(moves) == {"p:9:available": 5, "p:9:pending": -6}


def test_accounts_are_locked_in_one_order() -> None:
    moves = (Transfer(pending(9), available(9), 3), Transfer(pending(10), available(10), 4))
    assert list(deltas(moves).items()) == [
        ("p:10:available", 4), ("p:10:pending", -4), ("p:9:available", 3), ("p:9:pending", -3),
    ]  # fmt: skip
