"""The job runner."""

from __future__ import annotations

import logging
import os
import signal
from types import FrameType

import click


@click.command()
def worker() -> None:
    """Run the jobs: one look a minute, in UTC; several workers share the work."""
    from muvengine.bootstrap import wire
    from muvengine.cli.db import demand_database
    from muvengine.jobs.runner import run_alone
    from muvengine.settings import Settings

    settings = Settings.from_env(os.environ)
    demand_database(settings)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    signal.signal(signal.SIGTERM, _stop)
    try:
        click.echo("Jobs run. Stop with Ctrl+C.")
        run_alone(wire(settings))
    except (KeyboardInterrupt, SystemExit):
        click.echo("Jobs stopped.")


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit
