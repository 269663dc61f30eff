"""One tick of the clock: run what is due, each period once, and write down how it went.

Any number of workers may tick at the same time: the row ``job_run(job, period)`` is claimed
in a transaction of its own before the work begins, so one of them does it.  Work is safe to
do twice, because a worker may die after the work and before the row is marked done.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from muvengine.bootstrap import Wiring
from muvengine.jobs.calendar import Rhythm, due_periods
from muvengine.store.job_runs import JobRun

log = logging.getLogger(__name__)

# Longer than any job takes; after that its worker is taken for dead.
ABANDONED_AFTER: Final = timedelta(minutes=30)

Work = Callable[[Wiring, datetime], Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Job:
    """One kind of regular work.

    Attributes:
        key: short name, in the database.
        rhythm: when it is due.
        work: does it, and gives what it counted; must be safe to do twice.
        each_period: True where every missed period has work of its own, as a statement;
            False where the newest period does the work of those before it.
    """

    key: str
    rhythm: Rhythm
    work: Work
    each_period: bool = False


def tick(wiring: Wiring, jobs: tuple[Job, ...]) -> tuple[tuple[str, str], ...]:
    """Run every due period that nobody has done yet.

    A job that fails is written down and tried again at the next tick; the others still run.

    Returns:
        (job, period) of what was run to its end here.
    """
    with wiring.open_reading() as uow:
        if not uow.programme.exists():
            return ()
        zone = uow.programme.get().zone
    return tuple(
        (job.key, period)
        for job in jobs
        for period in _due(wiring, job, zone)
        if _run(wiring, job, period)
    )


def _due(wiring: Wiring, job: Job, zone: ZoneInfo) -> tuple[str, ...]:
    now = wiring.now()
    [newest] = due_periods(job.rhythm, now=now, zone=zone, last=None)
    with wiring.open_reading() as uow:
        last = uow.job_runs.newest(job.key, newest)
        unfinished = uow.job_runs.unfinished(job.key)
    due = due_periods(job.rhythm, now=now, zone=zone, last=last)
    if job.each_period:
        return (*unfinished, *due)
    # An older failure is made good by the newest period.
    return due[-1:] or tuple(period for period in unfinished if period == last)


def _run(wiring: Wiring, job: Job, period: str) -> bool:
    started_at = wiring.now()
    if not _claim(wiring, job.key, period, started_at):
        return False
    state, detail = "done", dict[str, object]()
    try:
        detail.update(job.work(wiring, wiring.now()))
    except Exception as error:
        log.exception("job %s, period %s", job.key, period)
        state, detail = "failed", {"error": type(error).__name__}
    with wiring.open_uow() as uow:
        ended = JobRun(job.key, period, state, started_at, wiring.now(), detail)
        mine = uow.job_runs.finish(ended)
        uow.commit()
    return mine and state == "done"


def _claim(wiring: Wiring, key: str, period: str, now: datetime) -> bool:
    with wiring.open_uow() as uow:
        taken = uow.job_runs.claim(key, period, now=now, abandoned_before=now - ABANDONED_AFTER)
        uow.commit()
    return taken
