"""Tick once a minute, in ``muvengine worker`` or beside the demonstration's server."""

from __future__ import annotations

from datetime import UTC
from functools import partial
from typing import Final

from apscheduler.schedulers.background import BackgroundScheduler

from muvengine.bootstrap import Wiring
from muvengine.jobs.queue import drain
from muvengine.jobs.schedule import JOBS
from muvengine.jobs.tick import tick

TICK_S: Final = 60
QUEUE_S: Final = 1


def run_beside(wiring: Wiring) -> BackgroundScheduler:
    """Tick in a thread that ends with the process.

    One interval job in UTC: local times are the calendar's business.
    """
    scheduler = BackgroundScheduler(timezone=UTC, daemon=True)
    scheduler.add_job(
        partial(tick, wiring, JOBS),
        "interval",
        seconds=TICK_S,
        next_run_time=wiring.now(),
        coalesce=True,
        max_instances=1,
        misfire_grace_time=None,
    )
    scheduler.add_job(
        partial(drain, wiring),
        "interval",
        seconds=QUEUE_S,
        next_run_time=wiring.now(),
        coalesce=True,
        max_instances=1,
        misfire_grace_time=None,
    )
    scheduler.start()
    return scheduler
