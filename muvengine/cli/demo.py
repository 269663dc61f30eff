"""The demonstration: the seed town in a database of its own, ready to be looked at."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from muvengine.settings import Settings

INSTANCE: Final = Path("instance")
MAILS: Final = "mails"


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(1, 65_535),
    default=8000,
    show_default=True,
    help="The port to listen on.",
)
@click.option("--fresh", is_flag=True, help="Forget the last demonstration and begin again.")
def demo(host: str, port: int, *, fresh: bool) -> None:
    """Try it: a small town with trips, shops and people, in ./instance.

    Prints a sign-in link for each audience and writes all of them, with API tokens and traces
    to upload, to instance/demo.json.  Mails are written to instance/mails.  A second start finds
    the town as it was left.
    """
    from muvengine.cli.serve import demand_port, listen
    from muvengine.jobs.runner import run_beside

    demand_port(host, port)
    with held(INSTANCE):
        settings = prepare(INSTANCE, base_url(host, port), fresh=fresh)
        listen(settings, host, port, beside=lambda wiring: run_beside(wiring).pause)


@contextmanager
def held(instance: Path) -> Iterator[None]:
    """Keep the folder to oneself: a fresh start must not erase a town that is being served."""
    import fcntl

    instance.mkdir(parents=True, exist_ok=True)
    with (instance / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            message = f"A demonstration runs in {instance}/ already: stop it first."
            raise click.ClickException(message) from error
        yield


def prepare(instance: Path, url: str, *, fresh: bool) -> Settings:
    """Make the town where there is none, tell how to come in, and give its settings."""
    from muvengine.cli.demo_doors import write_doors

    if fresh:
        forget(instance)
    instance.mkdir(parents=True, exist_ok=True)
    settings = demo_settings(instance, url)
    if _database(instance).exists():
        click.echo(f"Using the town in {instance}/ (begin again with --fresh).")
        _bring_up_to_date(settings)
    else:
        build(settings)
    write_doors(settings)
    return settings


def base_url(host: str, port: int) -> str:
    """Give the address people type; a server that listens everywhere is also here."""
    shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104  compared, not bound
    return f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"


def demo_settings(instance: Path, url: str) -> Settings:
    """Give the demonstration's settings; those of the environment belong to another town."""
    from muvengine.settings import Settings

    return Settings(
        database_url=f"sqlite:///{_database(instance)}",
        secret_key=_secret_key(instance),
        base_url=url,
        instance=instance,
        cookies_secure=False,
        mail_folder=instance / MAILS,
        # One process: the jobs run beside it, and SQLite has one writer anyway.
        http_workers=1,
    )


def forget(instance: Path) -> None:
    """Erase an earlier demonstration; other files in the folder stay."""
    for name in ("muv.db", "muv.db-wal", "muv.db-shm", "muv.db.part", "demo.json", "secret_key"):
        (instance / name).unlink(missing_ok=True)
    for folder in ("traces", MAILS):
        shutil.rmtree(instance / folder, ignore_errors=True)


def build(settings: Settings) -> None:
    """Fill a new database, and give it its name when it is whole.

    A start that is broken off leaves no half town behind.
    """
    from muvengine.bootstrap import wire_engine
    from muvengine.cli.demo_town import fill
    from muvengine.store.connection import connect
    from muvengine.store.schema import upgrade

    whole = _database(settings.instance)
    half = whole.with_name(f"{whole.name}.part")
    for leftover in whole.parent.glob(f"{half.name}*"):
        leftover.unlink()
    # A power cut now costs nothing: the file has no name yet.
    engine = connect(f"sqlite:///{half}", synchronous="OFF")
    click.echo("Making the database ...")
    upgrade(engine)
    fill(wire_engine(settings, engine))
    engine.dispose()
    half.rename(whole)


def _bring_up_to_date(settings: Settings) -> None:
    from muvengine.cli.db import upgrade_database

    upgrade_database(settings)


def _database(instance: Path) -> Path:
    return instance / "muv.db"


def _secret_key(instance: Path) -> str:
    """Give the key of this folder; it is drawn at the first start and kept."""
    from muvengine.bootstrap import draw_secret

    file = instance / "secret_key"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(draw_secret(), encoding="ascii")
    return file.read_text(encoding="ascii").strip()
