"""Drafts of rulebooks and of the game at rest."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import Any, ClassVar

from sqlalchemy import Connection, Row, Table, insert, select, update

from muvengine.core.errors import NotFound
from muvengine.core.rules.draft import Draft, DraftState, DraftText
from muvengine.store.tables import metadata


class _DraftStore:
    """Find and change drafts of one kind inside one transaction."""

    _table: ClassVar[Table]

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, text: DraftText, *, by: int | None, now: datetime) -> int:
        """Keep a new draft and give its number."""
        values = {
            **_written(text),
            "revision": 1,
            "state": DraftState.OPEN.value,
            "created_at": now,
            "created_by": by,
            "edited_at": now,
            "edited_by": by,
            "answer": "",
        }
        added = self._connection.execute(
            insert(self._table).values(values).returning(self._table.c.id)
        )
        return int(added.scalar_one())

    def get(self, draft_id: int) -> Draft:
        """Find a draft by its number.

        Raises:
            NotFound: no such draft.
        """
        row = self._connection.execute(
            select(self._table).where(self._table.c.id == draft_id)
        ).first()
        if row is None:
            raise NotFound(kind="draft")
        return _draft(row)

    def waiting(self) -> tuple[Draft, ...]:
        """List the drafts that are not over, the one that was changed last first."""
        query = select(self._table).where(
            self._table.c.state.in_((DraftState.OPEN, DraftState.PROPOSED))
        )
        newest = query.order_by(self._table.c.edited_at.desc(), self._table.c.id.desc())
        return tuple(_draft(row) for row in self._connection.execute(newest))

    def rewrite(
        self, draft_id: int, text: DraftText, *, revision: int, by: int | None, now: datetime
    ) -> bool:
        """Change the text of an open draft; False when it is no longer what was read."""
        changed = self._connection.execute(
            update(self._table)
            .where(
                self._table.c.id == draft_id,
                self._table.c.state == DraftState.OPEN,
                self._table.c.revision == revision,
            )
            .values(**_written(text), revision=revision + 1, edited_at=now, edited_by=by)
        )
        return changed.rowcount == 1

    def turn(
        self, draft: Draft, after: DraftState, *, by: int | None, now: datetime, **more: object
    ) -> bool:
        """Move a draft on from the state and revision it was read in.

        Args:
            draft: as it was read.
            after: the state it moves to.
            by: whose hand.
            now: aware.
            more: ``answer`` or ``version_id``.

        Returns:
            False when another hand was faster; nothing was changed then.
        """
        values: dict[str, Any] = {"state": after.value, **more}
        if after is DraftState.PROPOSED:
            values |= {"proposed_at": now, "proposed_by": by}
        elif after is DraftState.OPEN:
            values |= {"proposed_at": None, "proposed_by": None}
        else:
            values |= {"closed_at": now, "closed_by": by}
        read = (self._table.c.state == draft.state) & (self._table.c.revision == draft.revision)
        changed = self._connection.execute(
            update(self._table).where(self._table.c.id == draft.id, read).values(**values)
        )
        return changed.rowcount == 1


class RulebookDraftStore(_DraftStore):
    """Drafts of the rules."""

    _table = metadata.tables["rulebook_draft"]


class GameDraftStore(_DraftStore):
    """Drafts of the game."""

    _table = metadata.tables["game_draft"]


DraftStore = RulebookDraftStore | GameDraftStore


def _written(text: DraftText) -> dict[str, Any]:
    return {
        "source": text.source,
        "sha256": sha256(text.source.encode()).hexdigest(),
        "first_day": text.first_day,
        "note": text.note,
    }


def _draft(row: Row[Any]) -> Draft:
    return Draft(
        id=row.id,
        text=DraftText(row.source, row.first_day, row.note),
        sha256=row.sha256,
        revision=row.revision,
        state=DraftState(row.state),
        created_at=row.created_at,
        created_by=row.created_by,
        edited_at=row.edited_at,
        edited_by=row.edited_by,
        proposed_at=row.proposed_at,
        proposed_by=row.proposed_by,
        answer=row.answer,
        closed_at=row.closed_at,
        closed_by=row.closed_by,
        version_id=row.version_id,
    )
