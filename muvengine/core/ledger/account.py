"""The chart of accounts: where points and cents can be (rewards, 4.1)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Unit(StrEnum):
    """What an account counts: whole points, or whole euro cents."""

    POINTS = "PT"
    CENTS = "EUR"


@dataclass(frozen=True, slots=True)
class Account:
    """A place where points or cents can be.

    Attributes:
        code: for ever unique, as ``p:42:available``.
        unit: what it counts; points never become cents by a transfer.
        owner_kind: programme, season, participant, shop, funder or bank.
        owner_id: the owner's number; None where there is only one.
        bounded: never below zero; its balance is kept and guards every debit.
    """

    code: str
    unit: Unit
    owner_kind: str
    owner_id: int | None = None
    bounded: bool = False


ISSUED: Final = Account("programme:issued", Unit.POINTS, "programme")
SPENT: Final = Account("programme:spent", Unit.POINTS, "programme")
EXPIRED: Final = Account("programme:expired", Unit.POINTS, "programme")
WRITTEN_OFF: Final = Account("programme:written_off", Unit.POINTS, "programme")
ADJUST: Final = Account("programme:adjust", Unit.POINTS, "programme")
BUDGET: Final = Account("programme:budget", Unit.CENTS, "programme", bounded=True)
VOUCHERS_OUT: Final = Account("programme:vouchers_out", Unit.CENTS, "programme", bounded=True)
OFFLINE_ALLOWANCE: Final = Account(
    "programme:offline_allowance", Unit.CENTS, "programme", bounded=True
)
BANK: Final = Account("bank", Unit.CENTS, "bank")


def season_budget(season_key: str, season_id: int) -> Account:
    """Give the envelope of points of a season; its floor is the programme's cap."""
    return Account(f"season:{season_key}:budget", Unit.POINTS, "season", season_id, bounded=True)


def pending(person_id: int) -> Account:
    """Give where points wait after they were earned."""
    code = f"p:{person_id}:pending"
    return Account(code, Unit.POINTS, "participant", person_id, bounded=True)


def available(person_id: int) -> Account:
    """Give where points can be spent from; made of lots."""
    code = f"p:{person_id}:available"
    return Account(code, Unit.POINTS, "participant", person_id, bounded=True)


def funder(name: str) -> Account:
    """Give where outside money comes from."""
    return Account(f"funder:{name}", Unit.CENTS, "funder")


def payable(shop_id: int) -> Account:
    """Give what a shop is to be paid."""
    return Account(f"shop:{shop_id}:payable", Unit.CENTS, "shop", shop_id, bounded=True)
