"""Whether a simulated year adds up, worked out from the tables and not by the services."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, text

from muvengine.core.ledger.account import BANK, payable
from muvengine.core.vouchers.statement import StatementState
from muvengine.reads.ledger_check import check_ledger
from muvengine.store.invariants import Violation
from tests.long.office import numbered
from tests.long.year import Year


@dataclass(frozen=True, slots=True)
class Shop:
    """One shop's year in cents.

    Attributes:
        redeemed: what it took and was not undone.
        corrected: corrections whose money has moved.
        on_statements: total of its closed and paid statements.
        unclaimed: on no statement yet, and on drafts.
        paid: on paid statements.
        payable: what the ledger says it is owed.
    """

    redeemed: int
    corrected: int
    on_statements: int
    unclaimed: int
    paid: int
    payable: int

    @property
    def holds(self) -> bool:
        """Tell whether it adds up to the cent."""
        due = self.redeemed + self.corrected
        return due == self.on_statements + self.unclaimed == self.paid + self.payable


@dataclass(frozen=True, slots=True)
class Books:
    """The whole town's year."""

    shops: dict[int, Shop]
    bank_cents: int
    numbers_whole: bool
    violations: tuple[Violation, ...]

    @property
    def hold(self) -> bool:
        """Tell whether everything adds up."""
        paid = sum(shop.paid for shop in self.shops.values())
        each = all(shop.holds for shop in self.shops.values())
        return each and paid == self.bank_cents and self.numbers_whole and not self.violations


def look(year: Year) -> Books:
    """Add up the year."""
    with year.town.open_uow() as uow:
        shops, numbers = {}, list[int]()
        for shop_id in year.office.tills:
            closed = numbered(uow, shop_id)
            numbers += [one.number for one in closed if one.number is not None]
            paid = [one for one in closed if one.state is StatementState.PAID]
            shops[shop_id] = Shop(
                redeemed=_sum(uow.connection, _REDEEMED, shop_id),
                corrected=_sum(uow.connection, _CORRECTED, shop_id),
                on_statements=sum(one.total_cents for one in closed),
                unclaimed=_sum(uow.connection, _UNCLAIMED, shop_id)
                + _sum(uow.connection, _UNCLAIMED_CORRECTIONS, shop_id),
                paid=sum(one.total_cents for one in paid),
                payable=uow.ledger.balance(payable(shop_id)),
            )
        bank_cents = uow.ledger.net(BANK)
    whole = sorted(numbers) == list(range(1, len(numbers) + 1))
    return Books(shops, bank_cents, whole, check_ledger(year.town.open_uow))


def report(year: Year, books: Books) -> str:
    """Tell the year in a few lines."""
    shops = books.shops.values()
    sums = {
        name: sum(getattr(shop, name) for shop in shops)
        for name in ("redeemed", "corrected", "on_statements", "unclaimed", "paid", "payable")
    }
    lines = [
        f"{year.size.people} people, {year.size.shops} shops, {year.size.days} days",
        *(f"  {what}: {times}" for what, times in sorted(year.done.items())),
        "cents over all shops:",
        *(f"  {name}: {cents}" for name, cents in sums.items()),
        f"  bank: {books.bank_cents}",
        f"shops whose books hold: {sum(shop.holds for shop in shops)} of {len(books.shops)}",
        f"statement numbers without a gap: {books.numbers_whole}",
        f"violations of the ledger: {len(books.violations)}",
        *(f"  {one}" for one in books.violations),
        "THE YEAR ADDS UP" if books.hold else "THE YEAR DOES NOT ADD UP",
    ]
    return "\n".join(lines)


def _sum(connection: Connection, query: str, shop_id: int) -> int:
    return int(connection.execute(text(query), {"shop": shop_id}).scalar() or 0)


_REDEEMED = """SELECT SUM(amount_cents) FROM redemption
    WHERE shop_id = :shop AND state IN ('accepted', 'covered')"""
_CORRECTED = """SELECT SUM(cents) FROM statement_contest
    WHERE shop_id = :shop AND journal_id IS NOT NULL"""
_UNCLAIMED = """SELECT SUM(r.amount_cents) FROM redemption r
    LEFT JOIN settlement s ON s.id = r.settlement_id WHERE r.shop_id = :shop
    AND r.state IN ('accepted', 'covered') AND (s.id IS NULL OR s.state = 'draft')"""
_UNCLAIMED_CORRECTIONS = """SELECT SUM(c.cents) FROM statement_contest c
    LEFT JOIN settlement s ON s.id = c.on_settlement_id WHERE c.shop_id = :shop
    AND c.journal_id IS NOT NULL AND (s.id IS NULL OR s.state = 'draft')"""
