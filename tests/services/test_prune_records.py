"""Old answers and job rows go; what may still be asked for stays."""

from __future__ import annotations

from datetime import timedelta

from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import SYSTEM
from muvengine.services.attempt import once
from muvengine.services.prune_records import ATTEMPTS_KEPT, JOB_RUNS_KEPT, prune_records
from muvengine.store.job_runs import JobRun
from tests.people import NOON, OpenUow


def test_only_what_is_old_is_dropped(open_uow: OpenUow) -> None:
    once(open_uow, Attempt(SYSTEM, "key", "test", "hash"), lambda _uow: 1)
    with open_uow() as uow:
        for days in (0, 1):
            day = NOON - timedelta(days=days)
            uow.job_runs.claim("sweep", day.date().isoformat(), now=day, abandoned_before=day)
            uow.job_runs.finish(JobRun("sweep", day.date().isoformat(), "done", day, day, {}))
        uow.commit()
    assert prune_records(open_uow, now=NOON) == 0
    assert prune_records(open_uow, now=NOON + JOB_RUNS_KEPT - timedelta(days=1)) == 0
    assert prune_records(open_uow, now=NOON + JOB_RUNS_KEPT) == 1
    far = NOON + timedelta(days=3650)
    assert far - NOON > ATTEMPTS_KEPT
    assert prune_records(open_uow, now=far) == 1
    assert prune_records(open_uow, now=far) == 0
