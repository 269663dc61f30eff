"""Tick once a minute: alone in ``muvengine worker``, or beside the demonstration's server."""

from __future__ import annotations

import signal
from collections.abc import Callable
from datetime import UTC
from functools import partial
from typing import Final

from apscheduler.schedulers.background import BackgroundScheduler

from muvengine.bootstrap import Wiring
from muvengine.jobs.schedule import JOBS
from muvengine.jobs.tick import tick

TICK_S: Final = 60
STOPS: Final = (signal.SIGINT, signal.SIGTERM)


def run_alone(wiring: Wiring, *, on_start: Callable[[], None]) -> None:
    """Tick until the process is told to stop, then let the tick that runs come to its end.

    The signals are waited for and not handled: an exception raised by a handler is lost when
    it happens to arrive in the middle of a clean-up.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    scheduler = run_beside(wiring)
    on_start()
    signal.sigwait(STOPS)
    scheduler.shutdown(wait=True)


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
    scheduler.start()
    return scheduler
