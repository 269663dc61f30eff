"""Seeds: traces of people who do not exist, for tests, measurements and load."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from muvengine.core.modes.mode import Mode

if TYPE_CHECKING:
    from muvengine.formats.trace_sets import Entry

FILE: Final = click.Path(exists=True, dir_okay=False, path_type=Path)
INDEX: Final = "index.csv"


@click.group()
def seed() -> None:
    """Seeds: make traces of people who do not exist."""


@seed.command()
@click.option("--plan", type=FILE, help="A file that lists sets; see seed_data/sets.yaml.")
@click.option("--mode", type=click.Choice([mode.value for mode in Mode]), help="One set of this.")
@click.option("--count", type=int, default=1, show_default=True, help="Journeys.")
@click.option("--phones", type=int, default=1, show_default=True, help="Telephones on each.")
@click.option("--days", type=int, default=1, show_default=True, help="Days they spread over.")
@click.option("--cheat", help="What is done to them; an unknown name lists all.")
@click.option("--seed", "number", type=click.IntRange(0), help="The same seed, the same bytes.")
@click.option(
    "--first-day",
    type=click.DateTime(["%Y-%m-%d"]),
    default="2026-04-01",
    show_default=True,
    help="The day of the first trips.",
)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True)
def traces(
    *, plan: Path | None, number: int | None, first_day: datetime, out: Path, **told: object
) -> None:
    """Write generated traces as GPX into a new folder, with an index.csv beside them.

    `muvengine verdicts evaluate OUT/index.csv` reads the index.
    """
    seed_number, entries = _planned(plan, told)
    if out.exists() and any(out.iterdir()):
        message = f"{out} is not empty."
        raise click.ClickException(message)
    out.mkdir(parents=True, exist_ok=True)
    written = _write(out, entries, seed_number if number is None else number, first_day)
    click.echo(f"{written} traces in {out}, listed in {out / INDEX}.")


def _planned(plan: Path | None, told: dict[str, object]) -> tuple[int, tuple[Entry, ...]]:
    from muvengine.core.errors import MuvError
    from muvengine.formats.trace_sets import checked_entry, read_plan

    if plan is not None and (told["mode"] or told["cheat"]):
        message = "--plan lists the sets already: leave out --mode and --cheat."
        raise click.UsageError(message)
    if plan is None and not (told["mode"] or told["cheat"]):
        message = "Say what to make: --plan FILE, --mode MODE or --cheat NAME."
        raise click.UsageError(message)
    try:
        return read_plan(plan) if plan else (0, (checked_entry(told),))
    except (ValueError, MuvError) as wrong:
        message = f"{plan}: {wrong}" if plan else str(wrong)
        raise click.UsageError(message) from wrong


def _write(out: Path, entries: tuple[Entry, ...], number: int, first_day: datetime) -> int:
    import csv

    from muvengine.formats.trace_sets import COLUMNS, make_files

    written = 0
    morning = first_day.replace(hour=4, tzinfo=UTC)
    with (out / INDEX).open("w", encoding="utf-8", newline="") as opened:
        index = csv.writer(opened, lineterminator="\n")
        index.writerow(COLUMNS)
        with click.progressbar(list(enumerate(entries)), file=sys.stderr) as bar:
            for place, entry in bar:
                prefix = f"{place + 1:02}-" if len(entries) > 1 else ""
                for made in make_files(entry, number + 1_000 * place, morning, prefix=prefix):
                    (out / made.name).write_text(made.text, encoding="utf-8")
                    index.writerow(made.row)
                    written += 1
    return written
