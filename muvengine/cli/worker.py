"""The job runner."""

from __future__ import annotations

import logging
import os

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
    run_alone(wire(settings), on_start=lambda: click.echo("Jobs run. Stop with Ctrl+C."))
    click.echo("Jobs stopped.")
