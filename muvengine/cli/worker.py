"""The job runner."""

from __future__ import annotations

import os
import signal
from typing import Final

import click

STOPS: Final = (signal.SIGINT, signal.SIGTERM)


@click.command()
def worker() -> None:
    """Run the jobs: one look a minute, in UTC; several workers share the work."""
    # Waited for and not handled: an exception raised by a handler is lost when it arrives in
    # the middle of a clean-up.  Blocked before anything is imported: numpy starts threads, and
    # a thread that does not block a signal takes it.
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    import logging

    from muvengine.bootstrap import wire
    from muvengine.cli.db import demand_database
    from muvengine.jobs.runner import run_beside
    from muvengine.settings import Settings

    settings = Settings.from_env(os.environ)
    demand_database(settings)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    scheduler = run_beside(wire(settings))
    click.echo("Jobs run. Stop with Ctrl+C.")
    signal.sigwait(STOPS)
    # Nothing new begins, and the tick that runs comes to its end.
    scheduler.pause()
    scheduler.shutdown(wait=True)
    click.echo("Jobs stopped.")
