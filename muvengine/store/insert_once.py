"""Insert a row unless one with the same key is there: the step that decides a race."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column, Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

from muvengine.store.connection import is_sqlite


def insert_once(
    connection: Connection, table: Table, values: Mapping[str, Any], *, returning: Column[Any]
) -> Any:  # noqa: ANN401  whatever the column holds
    """Insert ``values`` and give the column; None when a unique key is taken.

    On PostgreSQL a second writer waits here until the first has decided.
    """
    if is_sqlite(connection):
        light = sqlite.insert(table).values(**values).on_conflict_do_nothing()
        return connection.execute(light.returning(returning)).scalar()
    heavy = postgresql.insert(table).values(**values).on_conflict_do_nothing()
    return connection.execute(heavy.returning(returning)).scalar()
