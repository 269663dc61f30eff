"""The shape of the database: bring it up to date, and tell whether it is.

Alembic is imported only here and only when asked: a running server never needs it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine

from muvengine.store.connection import LARGE, is_sqlite
from muvengine.store.triggers import missing

MIGRATIONS = "muvengine.store:migrations"


def upgrade(engine: Engine, *, to: str = "head") -> None:
    """Bring the database to the newest shape; an empty one is made from nothing.

    Args:
        engine: of either kind.
        to: the revision to stop at.
    """
    from alembic import command  # noqa: PLC0415  see the module's docstring

    with _migrating(engine) as (config, _connection):
        command.upgrade(config, to)


def current(engine: Engine) -> str | None:
    """Name the revision the database has; None when it is empty."""
    from alembic.migration import MigrationContext  # noqa: PLC0415

    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest() -> str:
    """Name the revision this version of the engine needs."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    head = ScriptDirectory.from_config(_config()).get_current_head()
    assert head is not None
    return head


def differences(engine: Engine) -> list[Any]:
    """List where the database differs from the tables in the code; empty when it does not."""
    from alembic.autogenerate import compare_metadata  # noqa: PLC0415
    from alembic.migration import MigrationContext  # noqa: PLC0415

    from muvengine.store.tables import metadata  # noqa: PLC0415

    with engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))


def check(engine: Engine) -> list[str]:
    """Name what is wrong with the database's shape; empty when all is well."""
    with engine.connect() as connection:
        lost = [f"trigger {name} is missing" for name in missing(connection)]
    if current(engine) != newest():
        return [f"revision is {current(engine)}, not {newest()}", *lost]
    return [str(difference) for difference in differences(engine)] + lost


@contextmanager
def _migrating(engine: Engine) -> Iterator[tuple[Any, Connection]]:
    config = _config()
    large = engine.execution_options(**{LARGE: True})
    with large.connect() as connection, _rebuilding(connection), connection.begin():
        config.attributes["connection"] = connection
        yield config, connection
        if is_sqlite(connection):
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
            assert broken is None, f"a row of {broken} points at nothing"


@contextmanager
def _rebuilding(connection: Connection) -> Iterator[None]:
    """Let SQLite drop and remake a table that others point at.

    With its keys enforced, dropping the old copy counts as deleting every row in it; and the
    pragma does nothing inside a transaction (sqlite.org/lang_altertable.html, section 7).
    """
    if not is_sqlite(connection):
        yield
        return
    raw = connection.connection.driver_connection
    assert raw is not None
    raw.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        raw.execute("PRAGMA foreign_keys=ON")


def _config() -> Any:  # noqa: ANN401  Alembic is imported late
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", MIGRATIONS)
    return config
