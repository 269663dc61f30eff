"""A database that is new each time: for tests in which many towns live one after the other."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path

from sqlalchemy import Engine, text

from muvengine.store.connection import connect


def copies(template: Path, folder: Path) -> Callable[[], Engine]:
    """Give an empty SQLite file each time."""
    numbers = count()

    def fresh() -> Engine:
        path = folder / f"{next(numbers)}.db"
        shutil.copy(template, path)
        return connect(f"sqlite:///{path}", synchronous="OFF")

    return fresh


def emptied(engine: Engine) -> Callable[[], Engine]:
    """Give the same PostgreSQL database each time, emptied."""

    def fresh() -> Engine:
        with engine.begin() as connection:
            names = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            tables = list(connection.execute(text(names)).scalars())
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
            listed = ", ".join(f'"{name}"' for name in tables if name != "alembic_version")
            connection.exec_driver_sql(f"TRUNCATE {listed} RESTART IDENTITY CASCADE")
        return engine

    return fresh
