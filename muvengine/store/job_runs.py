"""Which period of which job has run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from muvengine.store.connection import is_sqlite
from muvengine.store.tables import metadata

_run = metadata.tables["job_run"]


@dataclass(frozen=True, slots=True)
class JobRun:
    """One period of one job.

    Attributes:
        job: the job's key.
        period: as ``2026-03-30``; within one job periods sort as they follow each other.
        state: started, done or failed.
        started_at: of the last try.
        finished_at: None while it runs.
        detail: what the job counted, or the name of what went wrong.
    """

    job: str
    period: str
    state: str
    started_at: datetime
    finished_at: datetime | None
    detail: Mapping[str, object]


class JobRunStore:
    """Claim and finish job runs inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def claim(self, job: str, period: str, *, now: datetime, abandoned_before: datetime) -> bool:
        """Take a period for oneself, or learn that another has it or has done it.

        A failed period may be taken again, and so may one whose worker began it before
        ``abandoned_before`` and never came back.  Of several who ask at once, one is told True.
        """
        fresh = {"state": "started", "started_at": now, "finished_at": None, "detail": {}}
        dialect = sqlite if is_sqlite(self._connection) else postgresql
        inserted = self._connection.execute(
            dialect.insert(_run)
            .values(job=job, period=period, **fresh)
            .on_conflict_do_nothing(index_elements=["job", "period"])
            .returning(_run.c.job)
        )
        if inserted.first() is not None:
            return True
        left = (_run.c.state == "started") & (_run.c.started_at < abandoned_before)
        taken = self._connection.execute(
            update(_run)
            .where(_run.c.job == job, _run.c.period == period)
            .where(or_(_run.c.state == "failed", left))
            .values(fresh)
        )
        return taken.rowcount == 1

    def finish(self, run: JobRun) -> bool:
        """Write down how a claimed period ended; False when it was taken over meanwhile.

        A worker that slept too long must not undo what another has done since: only the
        claim that began at ``run.started_at`` is finished.
        """
        mine = (_run.c.job == run.job, _run.c.period == run.period)
        ended = self._connection.execute(
            update(_run)
            .where(*mine, _run.c.state == "started", _run.c.started_at == run.started_at)
            .values(state=run.state, finished_at=run.finished_at, detail=dict(run.detail))
        )
        return ended.rowcount == 1

    def newest(self, job: str, up_to: str) -> str | None:
        """Give the last period that was ever begun, of those not later than ``up_to``.

        Later ones were begun by a clock that ran ahead, and was set right since.
        """
        newest: str | None = self._connection.execute(
            select(func.max(_run.c.period)).where(_run.c.job == job, _run.c.period <= up_to)
        ).scalar_one()
        return newest

    def unfinished(self, job: str) -> tuple[str, ...]:
        """Give the periods that were begun and are not done, oldest first."""
        rows = self._connection.execute(
            select(_run.c.period)
            .where(_run.c.job == job, _run.c.state != "done")
            .order_by(_run.c.period)
        )
        return tuple(rows.scalars())

    def latest(self) -> tuple[JobRun, ...]:
        """Give each job's newest period, by key."""
        newest = (
            select(_run.c.job, func.max(_run.c.period).label("period"))
            .group_by(_run.c.job)
            .subquery()
        )
        rows = self._connection.execute(
            select(_run)
            .join(newest, (_run.c.job == newest.c.job) & (_run.c.period == newest.c.period))
            .order_by(_run.c.job)
        )
        return tuple(
            JobRun(row.job, row.period, row.state, row.started_at, row.finished_at, row.detail)
            for row in rows
        )

    def forget(self, before: datetime) -> int:
        """Drop what was done long ago, but each job's newest: it tells what is still to do."""
        newest = select(func.max(_run.c.period)).group_by(_run.c.job)
        old = _run.delete().where(
            _run.c.state == "done", _run.c.finished_at < before, _run.c.period.not_in(newest)
        )
        return self._connection.execute(old).rowcount
