"""Balances that changed their account, at rest."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, and_, func, insert, select

from muvengine.core.people.balance_move import BalanceMove, KeptMove
from muvengine.store.tables import metadata

_MOVE: Final = metadata.tables["balance_move"]
_PERSON: Final = metadata.tables["person"]
_ACCOUNT: Final = metadata.tables["ledger_account"]
_JOURNAL: Final = metadata.tables["ledger_journal"]
REF: Final = "balance_move"


class BalanceMoveStore:
    """Keep moves inside one transaction; lock both owners before."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, move: BalanceMove, *, at: datetime, by: int | None) -> KeptMove:
        """Keep a move."""
        values = {
            "from_id": move.from_id,
            "to_id": move.to_id,
            "reason": move.reason,
            "approved_by": move.approved_by,
            "moved_at": at,
            "moved_by": by,
        }
        kept = insert(_MOVE).values(values).returning(_MOVE.c.id)
        number = int(self._connection.execute(kept).scalar_one())
        return KeptMove(number, move.from_id, move.to_id, move.reason)

    def from_account(self, person_id: int) -> KeptMove | None:
        """Find where an account's points go; None where they stay."""
        query = select(_MOVE).where(_MOVE.c.from_id == person_id)
        row = self._connection.execute(query).mappings().one_or_none()
        return None if row is None else _as_move(row)

    def due(self) -> tuple[KeptMove, ...]:
        """List moves whose emptied account has points again, and whose other one is open."""
        wallet = and_(
            _ACCOUNT.c.owner_id == _MOVE.c.from_id,
            _ACCOUNT.c.owner_kind == "participant",
            _ACCOUNT.c.code.like("%:available"),
            _ACCOUNT.c.balance > 0,
        )
        query = (
            select(_MOVE)
            .join(_ACCOUNT, wallet)
            .join(_PERSON, _PERSON.c.id == _MOVE.c.to_id)
            .where(_PERSON.c.closed_at.is_(None))
            .order_by(_MOVE.c.id)
        )
        return tuple(_as_move(row) for row in self._connection.execute(query).mappings())

    def times(self, move_id: int) -> int:
        """Count how often points followed this move."""
        query = select(func.count()).where(_JOURNAL.c.ref_kind == REF, _JOURNAL.c.ref_id == move_id)
        return int(self._connection.execute(query).scalar_one())


def _as_move(row: Mapping[Any, Any]) -> KeptMove:
    return KeptMove(row["id"], row["from_id"], row["to_id"], row["reason"])
