"""A database that is new each time: for tests in which many towns live one after the other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine

from muvengine.store.connection import connect
from tests.databases import empty, renew


def copies(template: Path, folder: Path) -> Callable[[], Engine]:
    """Give the same SQLite file each time, empty."""
    engine = connect(f"sqlite:///{folder / 'fresh.db'}", synchronous="OFF")

    def fresh() -> Engine:
        renew(engine, template)
        return engine

    return fresh


def emptied(engine: Engine) -> Callable[[], Engine]:
    """Give the same PostgreSQL database each time, emptied."""

    def fresh() -> Engine:
        with engine.connect() as connection:
            empty(connection.execution_options(isolation_level="AUTOCOMMIT"))
        return engine

    return fresh
