"""One way to reach either database.

SQLite is opened in WAL mode and every writing transaction starts with BEGIN IMMEDIATE: with
the default deferred start, two writers that both read first end in "database is locked".
The threads of one process queue for it (``write_queue``), and the first of the queue asks each
millisecond whether another process is done.
PostgreSQL runs at READ COMMITTED; races are decided by guarded UPDATEs on both.
"""

from __future__ import annotations

import sqlite3
import time
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.pool import ConnectionPoolEntry

from muvengine.store.faults import fault_of, translate
from muvengine.store.prepared import run_plain
from muvengine.store.write_queue import GiveWay, WriteQueue, go_on

BUSY_TIMEOUT_MS: Final = 15_000
RESTED_S: Final = 1.0
READ_ONLY: Final = "muv_read_only"
GLANCE: Final = "muv_glance"
LARGE: Final = "muv_large"
"""Of a writing transaction that sorts whole tables."""

WRITE_QUEUE: Final = "muv_write_queue"
_WRITE: Final = "BEGIN IMMEDIATE"
# Under load a log that is full is copied into the database after several commits before it can
# begin anew, each time with two waits for the disk.  4 062 pages share one table of its index
# (sqlite.org/walformat.html, 2.3); the usual 1 000 cost one upload in three such a copy.
SQLITE_LOG_PAGES: Final = 4_000
# More threads than this would wait for a connection; opening one anew costs a millisecond.
SQLITE_POOL: Final = 20


def connect(url: str, *, synchronous: str = "FULL") -> Engine:
    """Open the database at ``url``.

    Args:
        url: ``sqlite:///path`` or ``postgresql://...`` (psycopg 3).
        synchronous: SQLite only; FULL survives a power cut, NORMAL is for tests.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
        # The connection used last has its statements prepared and its tables known.
        engine = create_engine(parsed, pool_size=10, max_overflow=20, pool_use_lifo=True)
        _ask_rested(engine)
    else:
        engine = create_engine(
            parsed,
            connect_args={"timeout": BUSY_TIMEOUT_MS / 1000},
            pool_size=SQLITE_POOL,
            # What the one used last has read of the file is still near the processor.
            pool_use_lifo=True,
        )
        queue = WriteQueue(wait_s_max=BUSY_TIMEOUT_MS / 1000)
        engine.update_execution_options(**{WRITE_QUEUE: queue})
        _tame_sqlite(engine, synchronous)
    event.listen(engine, "handle_error", translate)
    return engine


def is_sqlite(connection: Connection | Engine) -> bool:
    """Tell the two apart, for the few statements that differ."""
    return connection.dialect.name == "sqlite"


def reading(engine: Engine, *, glance: bool = False) -> dict[str, Any]:
    """Give the options of a transaction that only reads: one snapshot, and no write lock.

    Args:
        engine: the database.
        glance: every statement is read by itself, which saves to begin and to end.
    """
    if is_sqlite(engine):
        return {READ_ONLY: True, GLANCE: glance}
    if glance:
        return {"isolation_level": "AUTOCOMMIT"}
    # At READ COMMITTED a balance and the transfers behind it could be read at two moments.
    return {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


def give_way(engine: Engine) -> GiveWay:
    """Give what a long reckoning calls between two steps, for whoever has the database."""
    queue = write_queue(engine)
    return go_on if queue is None else queue.give_way


def write_queue(engine: Engine) -> WriteQueue | None:
    """Give the queue of this process's writers; None where the database queues them itself."""
    return engine.get_execution_options().get(WRITE_QUEUE)


def _ask_rested(engine: Engine) -> None:
    """Try a connection that has rested before it is used.

    The first request after a restart of the server must not fail; asking before each would
    cost a way to the server and back.
    """

    @event.listens_for(engine, "checkin")
    def _on_checkin(_raw: object, record: ConnectionPoolEntry) -> None:
        record.info["rests_since_s"] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def _on_checkout(raw: Any, record: ConnectionPoolEntry, _proxy: object) -> None:  # noqa: ANN401
        since_s = record.info.get("rests_since_s")
        if since_s is None or time.monotonic() - since_s < RESTED_S:
            return
        try:
            engine.dialect.do_ping(raw)
        except engine.dialect.loaded_dbapi.Error as error:
            # The others rest since before the restart as well.
            raise InvalidatePoolError from error


def _tame_sqlite(engine: Engine, synchronous: str) -> None:
    @event.listens_for(engine, "connect")
    def _on_connect(raw: sqlite3.Connection, _record: Any) -> None:  # noqa: ANN401
        # The driver must not start transactions by itself; _on_begin does.
        raw.isolation_level = None
        try:
            _set_pragmas(raw, synchronous)
        except sqlite3.Error as error:
            # Errors of this listener are not SQLAlchemy's to translate.
            raise fault_of(error) or error from error

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if options.get(GLANCE):
            # A statement outside of any transaction is one by itself.
            return
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        # What a savepoint would put back is kept aside.  From the sixteenth page on SQLite opens
        # a file for it, which costs more than all the writing of a tap; a sort may need one.
        sorts = READ_ONLY in options or LARGE in options
        raw.execute(f"PRAGMA temp_store={'FILE' if sorts else 'MEMORY'}")
        if READ_ONLY in options:
            run_plain(connection, "BEGIN")
        else:
            _begin_to_write(connection, raw)
            options[WRITE_QUEUE].has_database()


def _begin_to_write(connection: Connection, raw: sqlite3.Connection) -> None:
    raw.execute("PRAGMA busy_timeout=0")
    try:
        for _ in range(BUSY_TIMEOUT_MS - 1):
            try:
                raw.execute(_WRITE)
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                    break
                time.sleep(0.001)
            else:
                return
        # Whatever this one meets is told as any statement's error is.
        run_plain(connection, _WRITE)
    finally:
        raw.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")


def _set_pragmas(raw: sqlite3.Connection, synchronous: str) -> None:
    for pragma in (
        "journal_mode=WAL",
        f"synchronous={synchronous}",
        "foreign_keys=ON",
        # Without it INSERT OR REPLACE walks past the append-only triggers.
        "recursive_triggers=ON",
        f"wal_autocheckpoint={SQLITE_LOG_PAGES}",
        f"busy_timeout={BUSY_TIMEOUT_MS}",
    ):
        raw.execute(f"PRAGMA {pragma}")
