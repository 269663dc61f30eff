"""One business transaction: everything inside is kept, or nothing is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import TimeoutError as PoolTimeout

from muvengine.core.errors import DatabaseAway, StorageRefused
from muvengine.store.connection import reading, write_queue
from muvengine.store.faults import RETRY_AFTER_S
from muvengine.store.prepared import on_one_way, run_plain
from muvengine.store.stores import Stores


class UnitOfWork(Stores):
    """The stores of one transaction.

    Leaving the ``with`` block without ``commit()`` undoes everything: forgetting to commit
    loses a test run, forgetting to roll back loses someone's points.

    Args:
        engine: the database.
        read_only: nothing is written, and all is read as it stood at one moment.
        glance: nothing is written, and each statement is read as of its own moment.
    """

    def __init__(self, engine: Engine, *, read_only: bool = False, glance: bool = False) -> None:
        self._engine = engine
        self._read_only = read_only or glance
        self._glance = glance
        self._queue = None if self._read_only else write_queue(engine)
        self._queued = False
        self._parts = 0

    def __enter__(self) -> Self:
        self._queued = self._queue is not None and self._queue.wait()
        try:
            self.connection: Connection = self._engine.connect()
        except BaseException as error:
            self._leave()
            if isinstance(error, PoolTimeout):
                raise DatabaseAway(retry_after_s=RETRY_AFTER_S) from error
            raise
        if self._read_only:
            self.connection = self.connection.execution_options(
                **reading(self._engine, glance=self._glance)
            )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            with self.connection:
                if self._read_only and kind is None:
                    # A ROLLBACK would make psycopg forget every statement it has prepared.
                    self.connection.commit()
        finally:
            self._leave()

    def _leave(self) -> None:
        if self._queue is not None and self._queued:
            self._queued = False
            self._queue.leave()

    def commit(self) -> None:
        """Keep what was done."""
        assert not self._read_only, "a reading keeps nothing"
        self.connection.commit()

    @contextmanager
    def on_one_way(self) -> Iterator[None]:
        """Send what is written in it together with its commit; nothing can be read in it.

        On PostgreSQL: rows that others wait for are held for a way less.  Errors come at the
        commit.
        """
        with on_one_way(self.connection):
            yield

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """Start a part that can be undone alone: leaving it by an exception undoes it."""
        if not self.connection.in_transaction():
            self.connection.begin()
        name = f"part_{self._parts}"
        self._parts += 1
        run_plain(self.connection, f"SAVEPOINT {name}")
        try:
            yield
        except StorageRefused:
            # SQLite on a full disk undoes the whole transaction: there is no part any more.
            raise
        except BaseException:
            run_plain(self.connection, f"ROLLBACK TO SAVEPOINT {name}")
            self._end_part(name)
            raise
        self._end_part(name)

    def _end_part(self, name: str) -> None:
        self._parts -= 1
        run_plain(self.connection, f"RELEASE SAVEPOINT {name}")
