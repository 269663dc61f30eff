"""The threads of one process queue to write, so that none sleeps past its turn."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from muvengine.core.errors import DatabaseAway
from muvengine.store import connection
from muvengine.store import write_queue as queue_module
from muvengine.store.connection import BUSY_TIMEOUT_MS, connect, give_way, write_queue
from muvengine.store.unit_of_work import UnitOfWork
from muvengine.store.write_queue import go_on


def test_a_second_writer_waits_for_the_first_and_a_reader_does_not(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'muv.db'}", synchronous="NORMAL")
    order: list[str] = []

    def write() -> None:
        with UnitOfWork(engine):
            order.append("second")

    with UnitOfWork(engine):
        second = threading.Thread(target=write)
        second.start()
        with UnitOfWork(engine, read_only=True):
            order.append("reader")
        second.join(0.05)
        order.append("first")
    second.join()
    assert order == ["reader", "first", "second"]
    engine.dispose()


def test_the_queue_goes_on_when_a_writer_fails(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'muv.db'}", synchronous="NORMAL")
    with pytest.raises(RuntimeError), UnitOfWork(engine):
        raise RuntimeError
    with UnitOfWork(engine):
        pass
    engine.dispose()


def test_whoever_has_waited_for_long_goes_on_without_the_queue(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "BUSY_TIMEOUT_MS", 10)
    engine = connect(f"sqlite:///{tmp_path / 'muv.db'}", synchronous="NORMAL")
    with UnitOfWork(engine), UnitOfWork(engine):
        pass
    # The queue's first place was given back by who had it, once.
    with UnitOfWork(engine), UnitOfWork(engine):
        pass
    engine.dispose()


def test_a_database_that_queues_by_itself_needs_no_other_queue() -> None:
    engine = connect("postgresql://nobody@localhost/none")
    assert write_queue(engine) is None
    assert give_way(engine) is go_on


def test_one_that_reckons_waits_while_another_thread_has_the_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue_module, "GIVEN_S_MAX", 60.0)
    engine = connect(f"sqlite:///{tmp_path / 'muv.db'}", synchronous="NORMAL")
    order: list[str] = []

    def reckon() -> None:
        give_way(engine)()
        order.append("reckoned")

    with UnitOfWork(engine) as uow:
        # In the queue's first place, but without the database yet.
        reckon()
        uow.connection.exec_driver_sql("SELECT 1")
        other = threading.Thread(target=reckon)
        other.start()
        other.join(0.05)
        order.append("written")
    other.join()
    reckon()
    assert order == ["reckoned", "written", "reckoned", "reckoned"]
    engine.dispose()


def test_one_that_reckons_does_not_wait_long_and_never_for_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'muv.db'}", synchronous="NORMAL")
    reckoning = threading.Thread(target=give_way(engine))
    with UnitOfWork(engine) as uow:
        uow.connection.exec_driver_sql("SELECT 1")
        reckoning.start()
        # The database is held all the while: only patience that ends lets this return.
        reckoning.join(60)
        assert not reckoning.is_alive()
        monkeypatch.setattr(queue_module, "GIVEN_S_MAX", None)
        give_way(engine)()
    engine.dispose()


def test_nobody_waits_for_a_writer_outside_of_the_queue(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue_module, "GIVEN_S_MAX", None)
    engine = connect(f"sqlite:///{tmp_path / 'muv.db'}", synchronous="NORMAL")
    with engine.connect() as migrating:
        migrating.exec_driver_sql("SELECT 1")
        # It would wait for ever: nobody would tell that such a one is done.
        give_way(engine)()
    engine.dispose()


def test_a_writer_waits_for_another_process_and_goes_on_at_once(tmp_path: Path) -> None:
    path = tmp_path / "muv.db"
    engine = connect(f"sqlite:///{path}", synchronous="NORMAL")
    with UnitOfWork(engine):
        pass
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    order: list[str] = []

    def write() -> None:
        with UnitOfWork(engine) as uow:
            uow.connection.exec_driver_sql("CREATE TABLE mine (id INTEGER)")
            uow.commit()
            order.append("ours")

    ours = threading.Thread(target=write)
    ours.start()
    ours.join(0.1)
    order.append("theirs")
    other.execute("COMMIT")
    ours.join()
    assert order == ["theirs", "ours"]
    with engine.connect() as again:
        assert again.exec_driver_sql("PRAGMA busy_timeout").scalar() == BUSY_TIMEOUT_MS
    other.close()
    engine.dispose()


def test_a_writer_that_never_gets_its_turn_is_told_to_come_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "muv.db"
    monkeypatch.setattr(connection, "BUSY_TIMEOUT_MS", 20)
    engine = connect(f"sqlite:///{path}", synchronous="NORMAL")
    with UnitOfWork(engine):
        pass
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseAway), UnitOfWork(engine) as uow:
        uow.connection.exec_driver_sql("SELECT 1")
    other.close()
    with UnitOfWork(engine) as uow:
        uow.connection.exec_driver_sql("SELECT 1")
    engine.dispose()


def test_what_a_savepoint_keeps_aside_needs_no_file_and_a_sort_may(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'muv.db'}", synchronous="NORMAL")

    def kept_in(uow: UnitOfWork) -> str:
        told = uow.connection.exec_driver_sql("PRAGMA temp_store").scalar_one()
        return {1: "file", 2: "memory"}[told]

    for _ in range(2):
        with UnitOfWork(engine) as uow:
            assert kept_in(uow) == "memory"
        with UnitOfWork(engine, read_only=True) as uow:
            assert kept_in(uow) == "file"
    engine.dispose()


def test_a_glance_reads_each_statement_as_of_its_own_moment(tmp_path: Path) -> None:
    path = tmp_path / "muv.db"
    engine = connect(f"sqlite:///{path}", synchronous="NORMAL")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("CREATE TABLE one (id INTEGER)")

    def seen_before_and_after(uow: UnitOfWork) -> tuple[int, int]:
        count = "SELECT count(*) FROM one"
        before = uow.connection.exec_driver_sql(count).scalar_one()
        other.execute("INSERT INTO one VALUES (1)")
        return before, uow.connection.exec_driver_sql(count).scalar_one()

    with UnitOfWork(engine, read_only=True) as uow:
        assert seen_before_and_after(uow) == (0, 0)
    with UnitOfWork(engine, glance=True) as uow:
        assert seen_before_and_after(uow) == (1, 2)
    # Nothing of it is left for who has the connection next.
    with UnitOfWork(engine, read_only=True) as uow:
        assert seen_before_and_after(uow) == (2, 2)
    other.close()
    engine.dispose()
