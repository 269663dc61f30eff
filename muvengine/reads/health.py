"""Whether this installation can work: the database, its shape, and its jobs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from muvengine.core.errors import StorageRefused
from muvengine.store.job_runs import JobRun
from muvengine.store.schema import current, newest
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]
# The quickest job runs every five minutes: three times missed is a worker that is gone.
JOBS_SILENT_AFTER: Final = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Health:
    """What ``/ready`` answers.

    Attributes:
        database: it answers.
        migrations: it has the shape of this version.
        jobs: the newest run of each job, by key; ``detail`` names what went wrong.
        jobs_alive: some job began within the last fifteen minutes; no reason to turn people
            away, but one to look.
    """

    database: bool
    migrations: bool
    jobs: tuple[JobRun, ...] = ()
    jobs_alive: bool = False

    @property
    def ready(self) -> bool:
        """Tell whether people may be sent here."""
        return self.database and self.migrations


def health(engine: Engine, open_reading: OpenReading, *, now: datetime) -> Health:
    """Look at the database and its jobs; a database that does not answer is no exception."""
    try:
        if current(engine) != newest():
            return Health(database=True, migrations=False)
        with open_reading() as uow:
            jobs = uow.job_runs.latest()
    except (SQLAlchemyError, StorageRefused):
        return Health(database=False, migrations=False)
    alive = any(now - run.started_at < JOBS_SILENT_AFTER for run in jobs)
    return Health(database=True, migrations=True, jobs=jobs, jobs_alive=alive)
