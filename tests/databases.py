"""Real databases for tests: SQLite files and PostgreSQL databases, migrated once and copied."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, delete, make_url, text

from muvengine.store.connection import connect
from muvengine.store.schema import upgrade
from muvengine.store.tables import metadata
from muvengine.store.unit_of_work import UnitOfWork
from tests.servers import postgres

BOTH = ("sqlite", "postgres")
_numbers = count()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty, migrated file to copy from."""
    path = tmp_path_factory.mktemp("template") / "muv.db"
    engine = connect(f"sqlite:///{path}")
    upgrade(engine)
    with engine.connect() as connection:
        connection.connection.driver_connection.execute("PRAGMA journal_mode=DELETE")  # type: ignore[union-attr]
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a server that may be filled and thrown away."""
    with postgres() as address:
        yield address


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> str:
    """The name of a migrated database to clone from."""
    name = f"muv_template_{os.getpid()}"
    _run_sql(postgres_server, f"CREATE DATABASE {name}")
    engine = connect(_named(postgres_server, name))
    upgrade(engine)
    engine.dispose()
    return name


@pytest.fixture(scope="session")
def sqlite_reused(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """One engine for every test: a new one would write each statement anew, in a millisecond."""
    path = tmp_path_factory.mktemp("reused") / "muv.db"
    return connect(f"sqlite:///{path}", synchronous="OFF")


@pytest.fixture
def sqlite_engine(sqlite_template: Path, sqlite_reused: Engine) -> Iterator[Engine]:
    """A migrated SQLite file of one's own."""
    renew(sqlite_reused, sqlite_template)
    yield sqlite_reused
    sqlite_reused.dispose()


@pytest.fixture
def listened_engine(sqlite_template: Path, tmp_path: Path) -> Iterator[Engine]:
    """A file with an engine of its own, for tests that listen to it."""
    path = tmp_path / "muv.db"
    shutil.copy(sqlite_template, path)
    engine = connect(f"sqlite:///{path}", synchronous="OFF")
    yield engine
    engine.dispose()


@dataclass
class Emptied:
    """Databases that a test has left, emptied for the next: making one takes ten times as long."""

    server: str
    template: str
    free: list[Engine] = field(default_factory=list)
    shape: str = ""

    def take(self) -> Engine:
        """Give one that is as new."""
        if self.free:
            return self.free.pop()
        name = f"muv_{os.getpid()}_{next(_numbers)}"
        _run_sql(self.server, f"CREATE DATABASE {name} TEMPLATE {self.template}")
        engine = connect(_named(self.server, name))
        if not self.shape:
            with _alone(engine) as connection:
                self.shape = _shape(connection)
        return engine

    def leave(self, engine: Engine) -> None:
        """Empty one; one that a test has given another shape is thrown away."""
        engine.dispose()
        with _alone(engine) as connection:
            connection.execute(text(_ALL_OUT))
            same = _shape(connection) == self.shape
            if same:
                empty(connection)
        engine.dispose()
        if same:
            self.free.append(engine)
        else:
            _run_sql(self.server, f"DROP DATABASE {engine.url.database} WITH (FORCE)")


@pytest.fixture(scope="session")
def emptied(postgres_server: str, postgres_template: str) -> Emptied:
    """Where a test on PostgreSQL gets its database."""
    return Emptied(postgres_server, postgres_template)


@pytest.fixture
def postgres_engine(emptied: Emptied) -> Iterator[Engine]:
    """A migrated PostgreSQL database of one's own."""
    engine = emptied.take()
    yield engine
    emptied.leave(engine)


@pytest.fixture(params=[pytest.param(kind, id=kind) for kind in BOTH])
def engine(request: pytest.FixtureRequest) -> Engine:
    """A database of each kind."""
    found: Engine = request.getfixturevalue(f"{request.param}_engine")
    return found


@pytest.fixture
def open_uow(engine: Engine) -> Callable[[], UnitOfWork]:
    """Starts a writing transaction on each kind of database."""
    return partial(UnitOfWork, engine)


@pytest.fixture
def open_reading(engine: Engine) -> Callable[[], UnitOfWork]:
    """Starts a reading transaction on each kind of database."""
    return partial(UnitOfWork, engine, read_only=True)


def renew(engine: Engine, template: Path) -> None:
    """Put a copy of a file in the place of the one that an engine opens."""
    engine.dispose()
    path = Path(str(engine.url.database))
    for left in path.parent.glob(f"{path.name}*"):
        left.unlink()
    shutil.copy(template, path)


def empty(connection: Connection) -> None:
    """Delete every row and let numbers begin anew; ``connection`` commits by itself."""
    # Neither guards nor references ask; DELETE of little is a quarter of TRUNCATE, and one
    # message with one transaction a third of a hundred.
    deletes = ";".join(str(delete(table)) for table in metadata.sorted_tables)
    whole = (
        "BEGIN",
        "SET LOCAL session_replication_role = replica",
        deletes,
        "SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S'",
        "COMMIT",
    )
    connection.exec_driver_sql(";".join(whole))


def _named(server: str, name: str) -> str:
    return make_url(server).set(database=name).render_as_string(hide_password=False)


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as connection:
        yield connection.execution_options(isolation_level="AUTOCOMMIT")


_ALL_OUT = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()"""
# Whatever is made, changed or dropped has another number or is one less.
_SHAPE = """
    SELECT (SELECT count(*) || '-' || max(oid) FROM pg_class) || ' '
    || (SELECT count(*) || '-' || max(oid) || '-' || count(*) FILTER (WHERE tgenabled = 'D')
        FROM pg_trigger) || ' '
    || (SELECT count(*) || '-' || max(oid) FROM pg_constraint) || ' '
    || (SELECT count(*) FROM pg_attribute) || ' '
    || (SELECT version_num FROM alembic_version)"""


def _shape(connection: Connection) -> str:
    return str(connection.execute(text(_SHAPE)).scalar_one())


def _run_sql(server: str, statement: str) -> None:
    engine = connect(server).execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
