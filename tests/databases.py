"""Real databases for tests: SQLite files and PostgreSQL databases, migrated once and copied."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine, make_url, text

from muvengine.store.connection import connect
from muvengine.store.schema import upgrade
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


@pytest.fixture
def sqlite_engine(sqlite_template: Path, tmp_path: Path) -> Iterator[Engine]:
    """A migrated SQLite file of one's own."""
    path = tmp_path / "muv.db"
    shutil.copy(sqlite_template, path)
    engine = connect(f"sqlite:///{path}", synchronous="OFF")
    yield engine
    engine.dispose()


@pytest.fixture
def postgres_engine(postgres_server: str, postgres_template: str) -> Iterator[Engine]:
    """A migrated PostgreSQL database of one's own."""
    name = f"muv_{os.getpid()}_{next(_numbers)}"
    _run_sql(postgres_server, f"CREATE DATABASE {name} TEMPLATE {postgres_template}")
    engine = connect(_named(postgres_server, name))
    yield engine
    engine.dispose()
    _run_sql(postgres_server, f"DROP DATABASE {name} WITH (FORCE)")


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


def _named(server: str, name: str) -> str:
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def _run_sql(server: str, statement: str) -> None:
    engine = connect(server).execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
