"""Statements of shops."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from muvengine.core.ledger.account import payable
from muvengine.core.vouchers.shop import Shop
from muvengine.core.vouchers.statement import Payee, Statement, StatementLine
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]


@dataclass(frozen=True, slots=True)
class ReadStatement:
    """A statement with what stands on it, and its paper where one was kept."""

    statement: Statement
    shop: Shop
    lines: tuple[StatementLine, ...]
    paper: bytes | None = None


@dataclass(frozen=True, slots=True)
class Owed:
    """What one shop is owed now, and how much of it no statement counts yet.

    Attributes:
        owed_cents: in all.
        running_cents: since the last statement, corrections for the shop among them.
        first_day: after the last statement; None before the first one.
        waiting: corrections that no statement carries yet.
    """

    owed_cents: int
    running_cents: int
    first_day: date | None
    waiting: tuple[StatementLine, ...]


def statements(
    open_reading: OpenReading, *, shop_id: int | None = None
) -> tuple[tuple[Statement, Shop], ...]:
    """List statements with their shops, the newest period first."""
    with open_reading() as uow:
        shops = {shop.id: shop for shop in uow.shops.listed(open_only=False)}
        found = uow.settlements.listed(shop_id=shop_id)
    return tuple((one, shops[one.shop_id]) for one in found)


def statement_with_lines(
    open_reading: OpenReading, statement_id: int, *, shop_id: int | None = None
) -> ReadStatement:
    """Give a statement.

    Raises:
        NotFound: no such statement, or another shop's where one is named.
    """
    with open_reading() as uow:
        found = uow.settlements.get(statement_id, shop_id=shop_id)
        shop = uow.shops.get(shop_id=found.shop_id)
        lines, paper = uow.settlements.lines(found), uow.settlements.paper(found.id)
        return ReadStatement(found, shop, lines, paper)


def owed_to(open_reading: OpenReading, shop_id: int) -> Owed:
    """Tell what a shop is owed."""
    with open_reading() as uow:
        last = uow.settlements.last_day(shop_id)
        return Owed(
            uow.ledger.balance(payable(shop_id)),
            uow.settlements.unclaimed_cents(shop_id),
            last + timedelta(days=1) if last else None,
            uow.settlements.waiting_corrections(shop_id),
        )


def payee_of(open_reading: OpenReading, shop_key: str) -> tuple[Shop, Payee]:
    """Give a shop and who it is before the law.

    Raises:
        NotFound: no such shop.
    """
    with open_reading() as uow:
        shop = uow.shops.get(key=shop_key)
        return shop, uow.settlements.payee(shop.id)
