"""A digest of every row of every table: equal digests, equal databases."""

from __future__ import annotations

from collections.abc import Collection
from hashlib import sha256

from sqlalchemy import Engine

from muvengine.store.tables import metadata

KEPT_OF_A_REFUSAL = ("attempt", "redemption_attempt")
"""The only tables a refusal may write to: its key with its answer, and the scan itself."""


def digest(engine: Engine, *, without: Collection[str] = ()) -> dict[str, str]:
    """Give one digest for each table, in whatever order the rows lie."""
    with engine.connect() as connection:
        cursor = connection.connection.cursor()
        return {table: _of_rows(cursor, table) for table in metadata.tables if table not in without}


def _of_rows(cursor, table: str) -> str:  # type: ignore[no-untyped-def]  # noqa: ANN001  either driver's
    cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  a table of ours
    return sha256("\n".join(sorted(map(repr, cursor.fetchall()))).encode()).hexdigest()
