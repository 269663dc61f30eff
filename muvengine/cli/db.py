"""The database: bring it up to date, look at it, copy it, put a copy back."""

from __future__ import annotations

import os
from pathlib import Path

import click

from muvengine.settings import Settings


@click.group()
def db() -> None:
    """The database: upgrade, check, backup, restore."""


@db.command()
def upgrade() -> None:
    """Bring the database to this version; makes an empty one."""
    settings = Settings.from_env(os.environ)
    upgrade_database(settings)
    click.echo("The database is of this version.")


@db.command()
def check() -> None:
    """Exit with 1 unless shape and guards are those of this version."""
    from muvengine.store.connection import connect
    from muvengine.store.schema import check as look_over

    problems = look_over(connect(Settings.from_env(os.environ).database_url))
    for problem in problems:
        click.echo(problem)
    if problems:
        message = "The database is not of this version: run `muvengine db upgrade`."
        raise click.ClickException(message)
    click.echo("The database is of this version.")


@db.command()
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Copy the database to FILE while people work."""
    from muvengine.store.backup import back_up

    back_up(Settings.from_env(os.environ).database_url, file)
    click.echo(f"Copied to {file} ({file.stat().st_size} bytes).")


@db.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Also when the database holds a town.")
def restore(file: Path, *, replace: bool) -> None:
    """Put the copy in FILE in the place of the database, and verify it."""
    from muvengine.bootstrap import wire
    from muvengine.cli.ledger import report_violations
    from muvengine.store.backup import restore as put_back
    from muvengine.store.connection import connect
    from muvengine.store.schema import upgrade as bring_up_to_date

    settings = Settings.from_env(os.environ)
    if not replace and holds_town(settings):
        message = "The database holds a town. Say --replace to put the copy in its place."
        raise click.ClickException(message)
    put_back(settings.database_url, file)
    # The copy may be of an older version.
    bring_up_to_date(connect(settings.database_url))
    click.echo(f"Restored from {file}.")
    report_violations(wire(settings))


def upgrade_database(settings: Settings) -> None:
    """Bring the database to this version; a SQLite file's folder is made."""
    from sqlalchemy.engine import make_url

    from muvengine.store.connection import connect
    from muvengine.store.schema import upgrade as bring_up_to_date

    url = make_url(settings.database_url)
    if url.get_backend_name() == "sqlite" and url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = connect(settings.database_url)
    try:
        bring_up_to_date(engine)
    finally:
        engine.dispose()


def demand_database(settings: Settings) -> None:
    """Stop with one sentence unless the database is of this version."""
    from muvengine.store.connection import connect
    from muvengine.store.schema import current, newest

    engine = connect(settings.database_url)
    try:
        is_current = current(engine) == newest()
    finally:
        engine.dispose()
    if not is_current:
        message = "The database is not of this version: run `muvengine db upgrade` first."
        raise click.ClickException(message)


def holds_town(settings: Settings) -> bool:
    """Tell whether the database was set up; an empty or missing one was not."""
    from muvengine.store.connection import connect
    from muvengine.store.schema import current
    from muvengine.store.unit_of_work import UnitOfWork

    engine = connect(settings.database_url)
    try:
        if current(engine) is None:
            return False
        with UnitOfWork(engine, read_only=True) as uow:
            return uow.programme.exists()
    finally:
        engine.dispose()
