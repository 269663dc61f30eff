"""Tick once a minute, in ``muvengine worker`` or beside the demonstration's server.

Uploads, mails, rehearsals and trips that are scored anew have jobs of their own: none waits for
another.
"""

from __future__ import annotations

import logging
from datetime import UTC
from functools import partial
from typing import Final

from apscheduler.schedulers.background import BackgroundScheduler

from muvengine.bootstrap import Wiring
from muvengine.jobs.mails import send_mails
from muvengine.jobs.queue import drain
from muvengine.jobs.rehearsals import rehearse
from muvengine.jobs.rescorings import rescore
from muvengine.jobs.schedule import JOBS
from muvengine.jobs.tick import tick

TICK_S: Final = 60
QUEUE_S: Final = 1
MAILS_S: Final = 2
REHEARSALS_S: Final = 2
RESCORINGS_S: Final = 2
_BUSY: Final = "maximum number of running instances reached"


def run_beside(wiring: Wiring) -> BackgroundScheduler:
    """Tick in a thread that ends with the process.

    Interval jobs in UTC: local times are the calendar's business.
    """
    scheduler = BackgroundScheduler(timezone=UTC, daemon=True)
    for work, seconds in (
        (partial(tick, wiring, JOBS), TICK_S),
        (partial(drain, wiring), QUEUE_S),
        (partial(send_mails, wiring), MAILS_S),
        (partial(rehearse, wiring), REHEARSALS_S),
        (partial(rescore, wiring), RESCORINGS_S),
    ):
        scheduler.add_job(
            work,
            "interval",
            seconds=seconds,
            next_run_time=wiring.now(),
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
    logging.getLogger("apscheduler.scheduler").addFilter(_at_work_still)
    scheduler.start()
    return scheduler


def _at_work_still(told: logging.LogRecord) -> bool:
    """Leave out that a job is at work when it is its turn again: a rehearsal takes minutes."""
    return _BUSY not in str(told.msg)
