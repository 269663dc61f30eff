# ruff: noqa: E501  each event stands on one line of the table
from __future__ import annotations

from datetime import UTC, datetime

import pytest

from muvengine.core.errors import ReasonMissing
from muvengine.core.ledger import events
from muvengine.core.ledger.account import (
    BUDGET,
    ISSUED,
    SPENT,
    VOUCHERS_OUT,
    available,
    pending,
    season_budget,
)
from muvengine.core.ledger.journal import By, Journal, Transfer, by_reason, deltas
from muvengine.core.ledger.worth import Sheet, Worth
from muvengine.core.people.actor import SYSTEM

BY = By(SYSTEM, datetime(2026, 4, 7, tzinfo=UTC), "because it was wrong")
SPRING = season_budget("spring", 3)
SUMMER = season_budget("summer", 4)
SHEET = Sheet(981, 1, 42, 50)
WORTH = Worth(42, 120, 150)


def written(journal: Journal) -> list[str]:
    return [f"{move.src.code} > {move.dst.code} {move.amount}" for move in journal.transfers]


EVENTS = [
    (events.season_fund(SPRING, 9, "a", BY), "season:spring:fund:a", ["programme:issued > season:spring:budget 9"]),
    (events.budget_fund("ville", 9, "x", BY), "fund:x",             ["funder:ville > programme:budget 9"]),
    (events.trip_award(SHEET, SPRING, BY), "award:981:1",           ["season:spring:budget > p:42:pending 50"]),
    (events.trip_release(SHEET, BY), "release:981:1",               ["p:42:pending > p:42:available 50"]),
    (events.trip_reverse_pending(SHEET, SPRING, 7, BY), "reverse:7", ["p:42:pending > season:spring:budget 50"]),
    (events.trip_reverse_released(SHEET, SPRING, 7, 30, BY), "reverse:7", ["p:42:available > season:spring:budget 30", "programme:spent > programme:written_off 20"]),
    (events.trip_reverse_released(SHEET, SPRING, 7, 50, BY), "reverse:7", ["p:42:available > season:spring:budget 50"]),
    (events.trip_reverse_released(SHEET, SPRING, 7, 0, BY), "reverse:7", ["programme:spent > programme:written_off 50"]),
    (events.points_expire(5, 42, 8, BY), "expire:5",                ["p:42:available > programme:expired 8"]),
    (events.points_adjust(42, 8, "r", BY), "adjust:r",              ["programme:adjust > p:42:available 8"]),
    (events.points_adjust(42, -8, "r", BY), "adjust:r",             ["p:42:available > programme:adjust 8"]),
    (events.voucher_issue("TOKEN", WORTH, BY), "issue:TOKEN",       ["p:42:available > programme:spent 120", "programme:budget > programme:vouchers_out 150"]),
    (events.voucher_issue("TOKEN", Worth(42, 120, 0), BY), "issue:TOKEN", ["p:42:available > programme:spent 120"]),
    (events.voucher_redeem("c", 6, 2, 150, BY), "redeem:c",         ["programme:vouchers_out > shop:2:payable 150"]),
    (events.voucher_redeem("c", 6, 2, 0, BY), "redeem:c",           []),
    (events.redeem_undo(9, 6, 2, 150, BY), "reverse:9",             ["shop:2:payable > programme:vouchers_out 150"]),
    (events.voucher_void(6, WORTH, BY), "void:6",                   ["programme:spent > p:42:available 120", "programme:vouchers_out > programme:budget 150"]),
    (events.statement_correct(8, 2, 50, BY), "correct:8",           ["programme:budget > shop:2:payable 50"]),
    (events.statement_correct(8, 2, -50, BY), "correct:8",          ["shop:2:payable > programme:budget 50"]),
    (events.shop_settle(4, 2, 450, BY), "settle:4",                 ["shop:2:payable > bank 450"]),
    (events.season_carry(SPRING, SUMMER, 40, 2, BY), "season:spring:carry:2", ["season:spring:budget > season:summer:budget 40"]),
    (events.season_close(SPRING, 60, 2, BY), "season:spring:close:2", ["season:spring:budget > programme:issued 60"]),
    (events.budget_return("ville", 9, "x", BY), "return:x",         ["programme:budget > funder:ville 9"]),
    (events.voucher_expire(6, Worth(42, 60, 75), BY), "vexpire:6",  ["programme:spent > p:42:available 60", "programme:vouchers_out > programme:budget 75"]),
]  # fmt: skip


@pytest.mark.parametrize(("journal", "key", "moves"), EVENTS, ids=[row[1] for row in EVENTS])
def test_each_event_moves_what_it_should_under_its_own_key(
    journal: Journal, key: str, moves: list[str]
) -> None:
    assert journal.business_key == key
    assert written(journal) == moves


def test_reversals_name_what_they_take_back() -> None:
    assert events.redeem_undo(9, 6, 2, 150, BY).reverses_id == 9
    assert events.trip_reverse_pending(SHEET, SPRING, 7, BY).reverses_id == 7
    assert events.trip_reverse_released(SHEET, SPRING, 7, 1, BY).reverses_id == 7


@pytest.mark.parametrize("reason", ["", "    ", "oops"])
def test_a_correction_without_a_reason_is_refused(reason: str) -> None:
    by = by_reason(BY, reason)
    with pytest.raises(ReasonMissing):
        events.points_adjust(42, 5, "r", by)
    with pytest.raises(ReasonMissing):
        events.trip_reverse_pending(SHEET, SPRING, 7, by)
    with pytest.raises(ReasonMissing):
        events.voucher_void(6, WORTH, by)


def test_five_characters_are_a_reason() -> None:
    by = by_reason(BY, " a car ")
    assert events.points_adjust(42, 5, "r", by).by.reason == "a car"


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
