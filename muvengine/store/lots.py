"""Lots at rest: which points expire when, and which spending they went into."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Column, Connection, Row, Select, bindparam, insert, select, update

from muvengine.core.ledger.account import available
from muvengine.core.ledger.lots import Lot, LotUse
from muvengine.store.prepared import Prepared
from muvengine.store.tables import metadata

_lot = metadata.tables["points_lot"]
_use = metadata.tables["points_lot_use"]
_account = metadata.tables["ledger_account"]
_transfer = metadata.tables["ledger_transfer"]
_person = metadata.tables["person"]

_COLUMNS: Final[tuple[Column[Any], ...]] = (
    _lot.c.id,
    _lot.c.amount,
    _lot.c.remaining,
    _lot.c.expires_at,
)
_OPEN: Final = Prepared(
    select(*_COLUMNS)
    .join(_account, _account.c.id == _lot.c.account_id)
    .where(_account.c.code == bindparam("account"), _lot.c.remaining > 0)
    .order_by(_lot.c.expires_at, _lot.c.id)
)
_ADD: Final = Prepared(insert(_lot))
_TAKE: Final = Prepared(
    update(_lot)
    .where(_lot.c.id == bindparam("lot_id"))
    .values(remaining=_lot.c.remaining - bindparam("taken"))
)
_USE: Final = Prepared(insert(_use))


@dataclass(frozen=True, slots=True)
class DueLot:
    """A lot past its day, and whose it is."""

    lot_id: int
    person_id: int


class LotStore:
    """Make and use lots inside one transaction.

    Callers change the wallet's balance first: its row is the lock for the person's lots.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def open(self, person_id: int) -> tuple[Lot, ...]:
        """Give a person's lots with something left, what expires first first."""
        rows = _OPEN.all(self._connection, {"account": available(person_id).code})
        return tuple(_as_lot(row) for row in rows)

    def get(self, lot_id: int) -> Lot:
        """Give one lot as it stands."""
        return _as_lot(self._connection.execute(select(*_COLUMNS).where(_lot.c.id == lot_id)).one())

    def add(
        self, account_id: int, transfer_id: int, amount: int, expires_at: datetime | None
    ) -> None:
        """Keep points that came in by a transfer."""
        row = {
            "account_id": account_id,
            "transfer_id": transfer_id,
            "amount": amount,
            "remaining": amount,
            "expires_at": expires_at,
        }
        _ADD.run(self._connection, row)

    def use(self, transfer_id: int, uses: Iterable[LotUse]) -> None:
        """Take points from lots for a transfer; amounts below zero give back."""
        for use in uses:
            _TAKE.run(self._connection, {"lot_id": use.lot_id, "taken": use.amount})
            row = {"lot_id": use.lot_id, "transfer_id": transfer_id, "amount": use.amount}
            _USE.run(self._connection, row)

    def used_by(self, journal_id: int) -> tuple[tuple[LotUse, Lot], ...]:
        """Give what a journal took, each with its lot as it stands now."""
        query: Select[Any] = (
            select(*_COLUMNS, _use.c.amount.label("taken"))
            .join(_use, _use.c.lot_id == _lot.c.id)
            .join(_transfer, _transfer.c.id == _use.c.transfer_id)
            .where(_transfer.c.journal_id == journal_id)
        )
        return tuple(
            (LotUse(row.id, row.taken), _as_lot(row)) for row in self._connection.execute(query)
        )

    def of_journal(self, journal_id: int) -> int | None:
        """Give the number of the lot a journal made; None when it made none."""
        query = select(_lot.c.id).join(_transfer, _transfer.c.id == _lot.c.transfer_id)
        return self._connection.execute(query.where(_transfer.c.journal_id == journal_id)).scalar()

    def due(self, now: datetime, *, count: int, after: int = 0) -> tuple[DueLot, ...]:
        """Give lots past their day with something left, in order of their numbers.

        Those of frozen people are left out: nobody loses points while they are looked into.
        """
        query = (
            select(_lot.c.id, _account.c.owner_id)
            .join(_account, _account.c.id == _lot.c.account_id)
            .join(_person, _person.c.id == _account.c.owner_id)
            .where(_lot.c.expires_at <= now, _lot.c.remaining > 0, _lot.c.id > after)
            .where(_person.c.frozen_at.is_(None))
            .order_by(_lot.c.id)
            .limit(count)
        )
        return tuple(DueLot(row.id, row.owner_id) for row in self._connection.execute(query))


def _as_lot(row: Row[Any]) -> Lot:
    return Lot(row.id, row.amount, row.remaining, row.expires_at)
