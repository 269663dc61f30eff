"""A database that cannot keep anything: full, held by another program, gone."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, text

from muvengine.core.errors import DatabaseAway, DiskFull, NotEnough
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import Actor
from muvengine.services.attempt import once
from muvengine.store import connection
from muvengine.store.connection import SQLITE_POOL, connect
from muvengine.store.prepared import run_plain
from muvengine.store.retry import retried
from muvengine.store.unit_of_work import UnitOfWork

ATTEMPT = Attempt(Actor("participant", 1), "key", "endpoint", "hash")
LONG = "x" * 1_000_000
OTHERS_OUT = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
LOSE = """DO $$ BEGIN
    IF '{state}' <> '00000' THEN RAISE EXCEPTION 'lost' USING ERRCODE = '{state}'; END IF;
END $$"""


def fill(engine: Engine) -> Callable[[], None]:
    """Leave no room for another page; give what makes room again."""
    limits = {"pages": 1}

    def limit(raw: sqlite3.Connection, *_rest: object) -> None:
        raw.execute(f"PRAGMA max_page_count = {limits['pages']}")

    event.listen(engine, "checkout", limit)
    return lambda: limits.update(pages=1_000_000)


def keep_long(uow: UnitOfWork) -> dict[str, str]:
    uow.connection.execute(text("INSERT INTO idle (words) VALUES (:words)").bindparams(words=LONG))
    return {}


def test_a_full_disk_is_a_refusal_and_leaves_the_key_free(
    listened_engine: Engine,
) -> None:
    engine = listened_engine
    with sqlite3.connect(str(engine.url.database)) as raw:
        raw.execute("CREATE TABLE idle (words TEXT)")
    make_room = fill(engine)
    with pytest.raises(DiskFull):
        once(lambda: UnitOfWork(engine), ATTEMPT, keep_long)
    make_room()
    assert not once(lambda: UnitOfWork(engine), ATTEMPT, keep_long).replayed
    assert once(lambda: UnitOfWork(engine), ATTEMPT, keep_long).replayed


def test_a_fault_in_the_work_is_never_kept_as_its_answer(
    open_uow: Callable[[], UnitOfWork],
) -> None:
    def fail(_uow: UnitOfWork) -> None:
        raise DiskFull

    def refuse(_uow: UnitOfWork) -> None:
        raise NotEnough(available=0, needed=1)

    with pytest.raises(DiskFull):
        once(open_uow, ATTEMPT, fail)
    for _ in range(2):
        with pytest.raises(NotEnough):
            once(open_uow, ATTEMPT, refuse)


def test_a_database_held_by_another_program_is_away(listened_engine: Engine) -> None:
    event.listen(
        listened_engine, "checkout", lambda raw, *_: raw.execute("PRAGMA busy_timeout = 10")
    )
    tries = []

    def work(uow: UnitOfWork) -> None:
        tries.append(uow)

    with sqlite3.connect(str(listened_engine.url.database)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseAway) as refused:
            once(lambda: UnitOfWork(listened_engine), ATTEMPT, work, pause=lambda _: None)
    assert (tries, refused.value.facts["retry_after_s"]) == ([], 30)


def test_a_file_that_is_gone_is_away(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path}/no/such/folder/muv.db")
    with pytest.raises(DatabaseAway), UnitOfWork(engine):
        pass


def test_a_server_that_is_gone_is_away(tmp_path: Path) -> None:
    engine = connect(f"postgresql://nobody@/nothing?host={tmp_path}")
    with pytest.raises(DatabaseAway), UnitOfWork(engine):
        pass


def test_a_connection_that_rested_through_a_restart_is_made_anew(
    postgres_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "RESTED_S", 0.0)
    url = postgres_engine.url.render_as_string(hide_password=False)
    ours, theirs = connect(url), connect(url)
    with UnitOfWork(ours) as first, UnitOfWork(ours) as second:
        for uow in (first, second):
            uow.connection.execute(text("SELECT 1"))
    with theirs.begin() as server:
        server.execute(OTHERS_OUT)
    for _ in range(3):
        with UnitOfWork(ours) as uow:
            assert uow.connection.execute(text("SELECT 1")).scalar() == 1
    ours.dispose()
    theirs.dispose()


def test_a_server_that_goes_while_it_says_that_all_is_kept_is_away(
    postgres_engine: Engine,
) -> None:
    url = postgres_engine.url.render_as_string(hide_password=False)
    ours, theirs = connect(url), connect(url)

    def keep() -> None:
        with UnitOfWork(ours) as uow:
            uow.connection.execute(text("SELECT 1"))
            with uow.on_one_way():
                uow.commit()
                # The driver hears of it at the end of the way, where SQLAlchemy does not listen.
                with theirs.begin() as server:
                    server.execute(OTHERS_OUT)

    with pytest.raises(DatabaseAway):
        keep()
    ours.dispose()
    theirs.dispose()


def test_a_race_that_is_lost_at_the_commit_is_tried_again(postgres_engine: Engine) -> None:
    """PostgreSQL tells of a promise that is looked at last only when all is sent."""
    url = postgres_engine.url.render_as_string(hide_password=False)
    ours, tries = connect(url), []

    def lose_once() -> None:
        tries.append(1)
        state = "40001" if len(tries) == 1 else "00000"
        with UnitOfWork(ours) as uow:
            uow.connection.execute(text("SELECT 1"))
            with uow.on_one_way():
                # The driver hears of it after the commit was sent.
                run_plain(uow.connection, LOSE.format(state=state))
                uow.commit()

    retried(lose_once, pause=lambda _: None)
    assert len(tries) == 2
    ours.dispose()


def test_a_pool_that_is_used_up_is_away(listened_engine: Engine) -> None:
    engine = connect(str(listened_engine.url))
    engine.pool._timeout = 0  # type: ignore[attr-defined]  # noqa: SLF001  thirty seconds else
    held = [engine.connect() for _ in range(SQLITE_POOL + 10)]
    with pytest.raises(DatabaseAway), UnitOfWork(engine):
        pass
    for one in held:
        one.close()


def test_a_mistake_in_a_statement_stays_one(open_uow: Callable[[], UnitOfWork]) -> None:
    with open_uow() as uow, pytest.raises(Exception, match="nothing_of_the_kind"):
        uow.connection.execute(text("SELECT 1 FROM nothing_of_the_kind"))
