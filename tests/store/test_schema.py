"""The migrations make what the tables say, and the guards stand."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from muvengine.store.schema import check, current, differences, newest
from muvengine.store.triggers import APPEND_ONLY


def test_migrating_from_nothing_gives_the_tables_of_the_code(engine: Engine) -> None:
    assert current(engine) == newest()
    assert differences(engine) == []


def test_every_append_only_table_is_guarded(engine: Engine) -> None:
    assert check(engine) == []


def test_a_lost_guard_is_noticed(engine: Engine) -> None:
    table = " ON ledger_journal" if engine.dialect.name == "postgresql" else ""
    with engine.begin() as connection:
        connection.execute(text(f"DROP TRIGGER ledger_journal_no_update{table}"))
    assert check(engine) == ["trigger ledger_journal_no_update is missing"]


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_postgresql_refuses_to_empty_an_append_only_table(
    postgres_engine: Engine, table: str
) -> None:
    with (
        pytest.raises(DBAPIError, match="append-only"),
        postgres_engine.begin() as connection,
    ):
        connection.execute(text(f"TRUNCATE {table} CASCADE"))
