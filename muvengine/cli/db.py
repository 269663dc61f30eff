"""The database: bring it up to date, look at it, copy it, put a copy back."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from muvengine.settings import Settings

if TYPE_CHECKING:
    from sqlalchemy import Engine


@click.group()
def db() -> None:
    """The database: upgrade, check, backup, restore, who was forgotten since."""


@db.command()
def upgrade() -> None:
    """Bring the database to this version; makes an empty one."""
    settings = Settings.from_env(os.environ)
    upgrade_database(settings)
    click.echo("The database is of this version.")


@db.command()
def check() -> None:
    """Exit with 1 unless shape and guards are those of this version."""
    from muvengine.store.schema import check as look_over

    with database(Settings.from_env(os.environ)) as engine:
        problems = look_over(engine)
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
@click.option(
    "--forgotten",
    "told",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The list that `db forgotten` wrote.",
)
def restore(file: Path, *, replace: bool, told: Path | None) -> None:
    """Put the copy in FILE in the place of the database, and verify it.

    Whoever was forgotten in the database that goes, or stands in the list, is forgotten again.
    """
    from muvengine.bootstrap import wire
    from muvengine.cli.forgotten import known_now, listed, make_forgotten
    from muvengine.cli.ledger import report_violations
    from muvengine.services.after_restore import after_restore
    from muvengine.store.backup import restore as put_back

    settings = Settings.from_env(os.environ)
    if not replace and holds_town(settings):
        message = "The database holds a town. Say --replace to put the copy in its place."
        raise click.ClickException(message)
    people = [*(listed(told) if told else ()), *known_now(settings)]
    put_back(settings.database_url, file)
    # The copy may be of an older version.
    upgrade_database(settings)
    click.echo(f"Restored from {file}.")
    wiring = wire(settings)
    after_restore(wiring.open_uow, wiring.pick)
    if people:
        click.echo(f"Forgotten again: {make_forgotten(wiring, people)}.")
    report_violations(wiring)


@db.command()
@click.argument("file", type=click.Path(path_type=Path))
def forgotten(file: Path) -> None:
    """Write to FILE who was forgotten, by number: to be kept beside the copies."""
    from muvengine.bootstrap import wire
    from muvengine.cli.forgotten import write_list

    settings = Settings.from_env(os.environ)
    demand_database(settings)
    click.echo(f"Written to {file}: {write_list(wire(settings), file)}.")


@contextmanager
def database(settings: Settings) -> Iterator[Engine]:
    """Open the database for a moment; one sentence when it does not answer."""
    from sqlalchemy.exc import OperationalError

    from muvengine.core.errors import StorageRefused
    from muvengine.store.connection import connect

    engine = connect(settings.database_url)
    try:
        yield engine
    except (OperationalError, StorageRefused) as error:
        driver = error.orig if isinstance(error, OperationalError) else error.__cause__
        message = f"The database does not answer: {' '.join(str(driver).split()).rstrip('.?')}."
        raise click.ClickException(message) from error
    finally:
        engine.dispose()


def upgrade_database(settings: Settings) -> None:
    """Bring the database to this version; a SQLite file's folder is made."""
    from muvengine.store.schema import upgrade as bring_up_to_date

    file = _file(settings)
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
    with database(settings) as engine:
        bring_up_to_date(engine)


def demand_database(settings: Settings) -> None:
    """Stop with one sentence unless the database is of this version."""
    if not _is_current(settings):
        message = "The database is not of this version: run `muvengine db upgrade` first."
        raise click.ClickException(message)


def holds_town(settings: Settings) -> bool:
    """Tell whether the database was set up; an empty or missing one was not."""
    from muvengine.store.schema import current
    from muvengine.store.unit_of_work import UnitOfWork

    if _is_missing(settings):
        return False
    with database(settings) as engine:
        if current(engine) is None:
            return False
        with UnitOfWork(engine, read_only=True) as uow:
            return uow.programme.exists()


def _is_current(settings: Settings) -> bool:
    from muvengine.store.schema import current, newest

    if _is_missing(settings):
        return False
    with database(settings) as engine:
        return current(engine) == newest()


def _is_missing(settings: Settings) -> bool:
    """Tell whether the file is not there; opening it would make an empty one."""
    file = _file(settings)
    return file is not None and not file.exists()


def _file(settings: Settings) -> Path | None:
    from sqlalchemy.engine import make_url

    url = make_url(settings.database_url)
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None
