"""Which accounts may go below zero, and whose they are."""

from __future__ import annotations

import pytest

from muvengine.core.ledger.account import (
    ADJUST,
    BANK,
    BUDGET,
    EXPIRED,
    ISSUED,
    OFFLINE_ALLOWANCE,
    SPENT,
    VOUCHERS_OUT,
    WRITTEN_OFF,
    Account,
    Unit,
    available,
    funder,
    payable,
    pending,
    season_budget,
)
from muvengine.core.ledger.pot import pot_money, pot_points

POINTS, CENTS = Unit.POINTS, Unit.CENTS


@pytest.mark.parametrize(("where", "code", "unit", "owner", "bounded"), [
    # Where points and money enter and leave: no floor.
    (ISSUED,                    "programme:issued",             POINTS, "programme",        False),
    (SPENT,                     "programme:spent",              POINTS, "programme",        False),
    (EXPIRED,                   "programme:expired",            POINTS, "programme",        False),
    (WRITTEN_OFF,               "programme:written_off",        POINTS, "programme",        False),
    (ADJUST,                    "programme:adjust",             POINTS, "programme",        False),
    (funder("ville"),           "funder:ville",                 CENTS,  "funder",           False),
    (BANK,                      "bank",                         CENTS,  "bank",             False),
    # What somebody holds or was promised: its balance guards every debit.
    (season_budget("2026", 3),  "season:2026:budget",           POINTS, "season 3",         True),
    (pending(42),               "p:42:pending",                 POINTS, "participant 42",   True),
    (available(42),             "p:42:available",               POINTS, "participant 42",   True),
    (pot_points(5),             "pot:5",                        POINTS, "pot 5",            True),
    (BUDGET,                    "programme:budget",             CENTS,  "programme",        True),
    (VOUCHERS_OUT,              "programme:vouchers_out",       CENTS,  "programme",        True),
    (OFFLINE_ALLOWANCE,         "programme:offline_allowance",  CENTS,  "programme",        True),
    (payable(7),                "shop:7:payable",               CENTS,  "shop 7",           True),
    (pot_money(5),              "pot:5:money",                  CENTS,  "pot 5",            True),
])  # fmt: skip
def test_only_where_things_enter_and_leave_there_is_no_floor(
    where: Account, code: str, unit: Unit, owner: str, *, bounded: bool
) -> None:
    assert (where.code, where.unit, where.bounded) == (code, unit, bounded)
    assert f"{where.owner_kind} {where.owner_id or ''}".strip() == owner
