"""Whether people may be sent here."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import Engine

from muvengine.reads.health import JOBS_SILENT_AFTER, Health, health
from muvengine.store.connection import connect
from muvengine.store.unit_of_work import UnitOfWork

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)


def look(engine: Engine, now: datetime = NOON) -> Health:
    return health(engine, partial(UnitOfWork, engine, read_only=True), now=now)


def test_a_migrated_database_is_ready_though_no_job_ran_yet(engine: Engine) -> None:
    found = look(engine)
    assert found.ready
    assert not found.jobs_alive


def test_jobs_are_alive_until_they_were_silent_too_long(engine: Engine) -> None:
    with UnitOfWork(engine) as uow:
        uow.job_runs.claim("release-points", "p", now=NOON, abandoned_before=NOON)
        uow.commit()
    assert look(engine).jobs_alive
    later = look(engine, NOON + JOBS_SILENT_AFTER + timedelta(seconds=1))
    assert later.ready
    assert not later.jobs_alive
    assert [run.job for run in later.jobs] == ["release-points"]


def test_an_empty_database_is_not_ready(tmp_path: Path) -> None:
    found = look(connect(f"sqlite:///{tmp_path}/empty.db"))
    assert (found.database, found.migrations, found.ready) == (True, False, False)


def test_a_database_that_does_not_answer_is_not_ready() -> None:
    found = look(connect("postgresql://muv@127.0.0.1:1/muv"))
    assert (found.database, found.ready) == (False, False)
