"""The migrations make what the tables say, and the guards stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import CheckConstraint, Engine, inspect, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from muvengine.store.connection import connect
from muvengine.store.schema import check, current, differences, newest, upgrade
from muvengine.store.tables import metadata
from muvengine.store.triggers import APPEND_ONLY


def test_migrating_from_nothing_gives_the_tables_of_the_code(engine: Engine) -> None:
    assert current(engine) == newest()
    assert differences(engine) == []


def test_every_check_of_the_code_stands_in_the_database(engine: Engine) -> None:
    for name, table in metadata.tables.items():
        wanted = {str(one.name) for one in table.constraints if isinstance(one, CheckConstraint)}
        assert wanted == {one["name"] for one in inspect(engine).get_check_constraints(name)}


def test_on_sqlite_only_rows_with_a_number_of_their_own_have_one(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'new.db'}", synchronous="OFF")
    upgrade(engine)
    by_key = {name for name, sql in _made(engine).items() if sql.endswith("WITHOUT ROWID")}
    assert by_key == {
        name
        for name, table in metadata.tables.items()
        if not table.dialect_options["sqlite"]["with_rowid"]
    }
    assert {"attempt", "score_counter", "session"} <= by_key
    assert not by_key & {"trip", "person", "ledger_journal"}
    engine.dispose()


def test_a_table_that_is_laid_out_by_its_key_keeps_rows_checks_and_indexes(
    tmp_path: Path,
) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'old.db'}", synchronous="OFF")
    upgrade(engine, to="0031")
    attempt = (
        "INSERT INTO attempt (actor, key, endpoint, request_hash, state, answer, created_at) "
        "VALUES ('participant:1', '{key}', 'submit_trip', '0', '{state}', 'null', '2026-04-01')"
    )
    with engine.begin() as connection:
        connection.execute(text(attempt.format(key="a", state="done")))
    before = _made(engine)
    upgrade(engine, to="0032")
    after = _made(engine)
    for name in ("attempt", "week_score", "board_place", "session"):
        # What is renamed is written in quotation marks.
        made = after[name].replace(f'"{name}"', name)
        assert made == f"{before[name]} WITHOUT ROWID"
    assert {name: sql for name, sql in after.items() if name.startswith("ix_")} == {
        name: sql for name, sql in before.items() if name.startswith("ix_")
    }
    with engine.begin() as connection:
        assert connection.execute(text("SELECT key FROM attempt")).scalar() == "a"
    for key, state in (("a", "done"), ("b", "unheard of")):
        with pytest.raises(IntegrityError), engine.begin() as connection:
            connection.execute(text(attempt.format(key=key, state=state)))
    engine.dispose()


def _made(engine: Engine) -> dict[str, str]:
    query = text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    with engine.connect() as connection:
        return {row.name: row.sql for row in connection.execute(query)}


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


def test_a_table_that_others_point_at_is_rebuilt_with_its_rows(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'old.db'}", synchronous="OFF")
    upgrade(engine, to="0004")
    journal = (
        "INSERT INTO ledger_journal (id, kind, business_key, occurred_at, recorded_at, actor_kind, "
        "reason, ref_kind, meta) VALUES ({id}, '{kind}', 'key:{id}', '2026-04-01', '2026-04-01', "
        "'system', '', '', '{{}}')"
    )
    transfer = (
        "INSERT INTO ledger_transfer (journal_id, line, unit, src_id, dst_id, amount) "
        "VALUES (1, {line}, 'EUR', 1, {dst}, 500)"
    )
    account = (
        "INSERT INTO ledger_account (id, code, unit, owner_kind, bounded, balance) "
        "VALUES ({id}, 'a:{id}', 'EUR', 'programme', 0, 0)"
    )
    with engine.begin() as connection:
        for number in (1, 2):
            connection.execute(text(account.format(id=number)))
        connection.execute(text(journal.format(id=1, kind="budget.fund")))
        connection.execute(text(transfer.format(line=1, dst=2)))
    upgrade(engine)
    with engine.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM ledger_transfer")).scalar() == 1
        connection.execute(text(journal.format(id=2, kind="pot.give")))
        with pytest.raises(IntegrityError):
            connection.execute(text(transfer.format(line=2, dst=99)))
    assert check(engine) == []
    engine.dispose()


def test_whoever_was_there_before_is_known_at_one_first_centre(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'old.db'}", synchronous="OFF")
    upgrade(engine, to="0027")
    person = (
        "INSERT INTO person (id, public_id, role, name, name_key, locale, segments, note, "
        "said_age, created_at, closed_at) VALUES ({id}, 'p{id}', '{role}', 'A', 'a', 'fr', '[]', "
        "'', 0, '2026-04-0{id}', {closed})"
    )
    with engine.begin() as connection:
        for number, role in enumerate(("participant", "mediator", "organiser", "participant"), 1):
            closed = "'2026-05-01'" if number == 4 else "NULL"
            connection.execute(text(person.format(id=number, role=role, closed=closed)))
    upgrade(engine)
    with engine.begin() as connection:
        assert connection.execute(text("SELECT key, name FROM centre")).all() == [
            ("first", "Centre")
        ]
        members = connection.execute(text("SELECT person_id FROM centre_member")).scalars()
        assert sorted(members) == [1, 2]
    engine.dispose()
