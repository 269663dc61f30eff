"""Tick once a minute: alone in ``muvengine worker``, or beside the demonstration's server."""

from __future__ import annotations

from datetime import UTC
from functools import partial
from typing import Any, Final

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.schedulers.base import BaseScheduler
from apscheduler.schedulers.blocking import BlockingScheduler

from muvengine.bootstrap import Wiring
from muvengine.jobs.schedule import JOBS
from muvengine.jobs.tick import tick

TICK_S: Final = 60


def run_alone(wiring: Wiring) -> None:
    """Tick until the process is told to stop."""
    _ticking(BlockingScheduler, wiring).start()


def run_beside(wiring: Wiring) -> None:
    """Tick in a thread that ends with the process."""
    _ticking(BackgroundScheduler, wiring).start()


def _ticking(kind: type[BaseScheduler], wiring: Wiring) -> Any:  # noqa: ANN401  untyped library
    """Make a scheduler with one interval job in UTC: local times are the calendar's business."""
    scheduler = kind(timezone=UTC, daemon=True)
    scheduler.add_job(
        partial(tick, wiring, JOBS),
        "interval",
        seconds=TICK_S,
        next_run_time=wiring.now(),
        coalesce=True,
        max_instances=1,
        misfire_grace_time=None,
    )
    return scheduler
