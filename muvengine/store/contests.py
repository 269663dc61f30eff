"""What shops say is wrong with their statements, and what came of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, func, insert, select, update

from muvengine.core.errors import NotFound, NotPossible
from muvengine.core.vouchers.contest import Contest, ContestState, Reason
from muvengine.store.insert_once import insert_once
from muvengine.store.tables import metadata

_CONTEST: Final = metadata.tables["statement_contest"]
_STATEMENT: Final = metadata.tables["settlement"]
_READ: Final = select(_CONTEST, _STATEMENT.c.number).join(
    _STATEMENT, _STATEMENT.c.id == _CONTEST.c.settlement_id
)
_OPEN: Final = _CONTEST.c.state == ContestState.OPEN


class ContestStore:
    """Open, answer and list contests inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def open(self, new: Contest, *, by: int | None) -> int:
        """Keep a question and give its number.

        Raises:
            NotPossible: this line was contested before.
        """
        values: dict[str, Any] = {
            "settlement_id": new.settlement_id,
            "shop_id": new.shop_id,
            "line": new.line,
            "reason": new.reason,
            "words": new.words,
            "state": ContestState.OPEN,
            "opened_at": new.opened_at,
            "opened_by": by,
            "answer": "",
            "cents": 0,
        }
        if new.line is None:
            made = insert(_CONTEST).values(values).returning(_CONTEST.c.id)
            return int(self._connection.execute(made).scalar_one())
        once = insert_once(self._connection, _CONTEST, values, returning=_CONTEST.c.id)
        if once is None:
            raise NotPossible(line=new.line)
        return int(once)

    def get(self, contest_id: int) -> Contest:
        """Find a contest.

        Raises:
            NotFound: there is none of this number.
        """
        row = self._connection.execute(_READ.where(_CONTEST.c.id == contest_id)).mappings().first()
        if row is None:
            raise NotFound(kind="contest")
        return _contest(row)

    def of_statement(self, settlement_id: int) -> tuple[Contest, ...]:
        """List what was said of a statement, in order."""
        query = _READ.where(_CONTEST.c.settlement_id == settlement_id).order_by(_CONTEST.c.id)
        return tuple(_contest(row) for row in self._connection.execute(query).mappings())

    def listed(self, *, decided_max: int) -> tuple[Contest, ...]:
        """List the open ones, the longest waiting first, then the latest decided ones."""
        waiting = _READ.where(_OPEN).order_by(_CONTEST.c.id)
        decided = _READ.where(~_OPEN).order_by(_CONTEST.c.decided_at.desc(), _CONTEST.c.id.desc())
        rows = [
            *self._connection.execute(waiting).mappings(),
            *self._connection.execute(decided.limit(decided_max)).mappings(),
        ]
        return tuple(_contest(row) for row in rows)

    def count_open(self, *, settlement_id: int | None = None) -> int:
        """Count what waits for an answer."""
        query = select(func.count()).select_from(_CONTEST).where(_OPEN)
        if settlement_id is not None:
            query = query.where(_CONTEST.c.settlement_id == settlement_id)
        return int(self._connection.execute(query).scalar_one())

    def decide(
        self, contest_id: int, *, cents: int, answer: str, now: datetime, by: int | None
    ) -> bool:
        """Answer a question, 0 cents to refuse; False when another hand was faster."""
        state = ContestState.CORRECTED if cents else ContestState.REFUSED
        values = {"state": state, "cents": cents, "answer": answer}
        changed = self._connection.execute(
            update(_CONTEST)
            .where(_CONTEST.c.id == contest_id, _OPEN)
            .values(values | {"decided_at": now, "decided_by": by})
        )
        return changed.rowcount == 1

    def posted(self, contest_id: int, journal_id: int) -> None:
        """Note the journal that moved a correction's money."""
        chosen = update(_CONTEST).where(_CONTEST.c.id == contest_id)
        self._connection.execute(chosen.values(journal_id=journal_id))


def _contest(row: RowMapping) -> Contest:
    return Contest(
        id=row["id"],
        settlement_id=row["settlement_id"],
        statement_number=row["number"],
        shop_id=row["shop_id"],
        line=row["line"],
        reason=Reason(row["reason"]),
        words=row["words"],
        state=ContestState(row["state"]),
        opened_at=row["opened_at"],
        decided_at=row["decided_at"],
        answer=row["answer"],
        cents=row["cents"],
        journal_id=row["journal_id"],
        on_settlement_id=row["on_settlement_id"],
    )
