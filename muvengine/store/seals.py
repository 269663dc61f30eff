"""Sealed blocks of journals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, Select, func, select

from muvengine.core.ledger.seal import GENESIS, Entry, Line, Seal
from muvengine.store.insert_once import insert_once
from muvengine.store.tables import metadata

_SEAL: Final = metadata.tables["ledger_seal"]
_JOURNAL: Final = metadata.tables["ledger_journal"]
_TRANSFER: Final = metadata.tables["ledger_transfer"]
_ACCOUNT: Final = metadata.tables["ledger_account"]
_SAID: Final = tuple(column.name for column in _JOURNAL.c if column.name != "id")


class SealStore:
    """Read journals to be sealed and keep the blocks, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def last(self) -> Seal | None:
        """Give the newest block, the head of the chain; None before the first."""
        query = select(_SEAL).order_by(_SEAL.c.id.desc()).limit(1)
        row = self._connection.execute(query).mappings().first()
        return None if row is None else _seal(row)

    def with_hash(self, started: str) -> Seal | None:
        """Find the block whose hash starts so, as it was printed; None when none or several."""
        query = select(_SEAL).where(_SEAL.c.hash.startswith(started, autoescape=True)).limit(2)
        rows = self._connection.execute(query).mappings().all()
        return _seal(rows[0]) if len(rows) == 1 else None

    def in_order(self) -> Iterator[Seal]:
        """Give every block, the oldest first."""
        query = select(_SEAL).order_by(_SEAL.c.id)
        with self._connection.execute(query, execution_options={"yield_per": 20}) as rows:
            for row in rows.mappings():
                yield _seal(row)

    def add(self, seal: Seal) -> bool:
        """Keep a block; False when another process has sealed onto the same one before.

        What a block is hashed onto is unique: the chain cannot fork.
        """
        values = {name: getattr(seal, name) for name in seal.__slots__}
        return insert_once(self._connection, _SEAL, values, returning=_SEAL.c.id) is not None

    def waiting(self, *, before: datetime, at_most: int) -> list[Entry]:
        """List the oldest journals that no block holds yet, written down before a moment."""
        last = self.last()
        wanted = select(_JOURNAL).where(_JOURNAL.c.id > (last.to_journal_id if last else 0))
        found = self._entries(wanted.order_by(_JOURNAL.c.id).limit(at_most))
        # In the order of numbers up to the first that is too young: nothing is left out.
        young = (number for number, one in enumerate(found) if _recorded(one) >= before)
        return found[: next(young, len(found))]

    def entries_between(self, after: int, to: int) -> list[Entry]:
        """List the journals with numbers above ``after`` up to ``to``."""
        wanted = select(_JOURNAL).where(_JOURNAL.c.id > after, _JOURNAL.c.id <= to)
        return self._entries(wanted.order_by(_JOURNAL.c.id))

    def count_after(self, journal_id: int) -> int:
        """Count the journals that no block holds, those younger than a moment ago too."""
        query = select(func.count()).select_from(_JOURNAL).where(_JOURNAL.c.id > journal_id)
        return int(self._connection.execute(query).scalar_one())

    def _entries(self, wanted: Select[Any]) -> list[Entry]:
        rows = self._connection.execute(wanted).mappings().all()
        if not rows:
            return []
        lines = self._lines(rows[0]["id"], rows[-1]["id"])
        return [
            Entry(row["id"], {name: row[name] for name in _SAID}, lines.get(row["id"], ()))
            for row in rows
        ]

    def _lines(self, first: int, last: int) -> dict[int, tuple[Line, ...]]:
        src, dst = _ACCOUNT.alias("src"), _ACCOUNT.alias("dst")
        query = (
            select(_TRANSFER, src.c.code.label("src_code"), dst.c.code.label("dst_code"))
            .join(src, src.c.id == _TRANSFER.c.src_id)
            .join(dst, dst.c.id == _TRANSFER.c.dst_id)
            .where(_TRANSFER.c.journal_id.between(first, last))
            .order_by(_TRANSFER.c.journal_id, _TRANSFER.c.line)
        )
        rows = self._connection.execute(query).mappings().all()
        return {
            journal: tuple(
                Line(row["unit"], row["src_code"], row["dst_code"], row["amount"]) for row in group
            )
            for journal, group in groupby(rows, key=lambda row: int(row["journal_id"]))
        }


def prev_of(last: Seal | None) -> str:
    """Give the hash that the next block is hashed onto."""
    return last.hash if last else GENESIS


def _recorded(entry: Entry) -> datetime:
    recorded = entry.said["recorded_at"]
    assert isinstance(recorded, datetime)
    return recorded


def _seal(row: RowMapping) -> Seal:
    return Seal(
        from_journal_id=row["from_journal_id"],
        to_journal_id=row["to_journal_id"],
        count=row["count"],
        prev_hash=row["prev_hash"],
        hash=row["hash"],
        leaves=row["leaves"],
        sealed_at=row["sealed_at"],
    )
