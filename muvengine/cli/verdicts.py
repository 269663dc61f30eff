"""Verdicts: how often they are wrong on recordings whose mode is known."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from muvengine.core.modes.mode import Mode

if TYPE_CHECKING:
    from muvengine.core.modes.error_rates import Cell, Judged
    from muvengine.services.evaluate_verdicts import Labelled
    from muvengine.services.yardstick import Yardstick

# One of these columns names the true mode.
TRUE: Final = ("mode", "label")
# Honest trips that tell how often nothing is wrongly noticed.
HONEST: Final = ("walk", "bike", "escooter", "wheelchair")
FILE: Final = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def verdicts() -> None:
    """Verdicts: how often they are wrong."""


@verdicts.command()
@click.argument("index", type=FILE, metavar="INDEX.csv")
@click.option("--modes", default="walk,bike,ebike,bus", show_default=True, help="Declared as.")
@click.option("--rules", type=FILE, help="A rulebook; the shipped one when not given.")
@click.option("--json", "form", flag_value="json", help="Answer for programs.")
@click.option("--markdown", "form", flag_value="markdown", help="A table for a page.")
@click.option("--locale", default="en", show_default=True, help="The language of that table.")
def evaluate(index: Path, modes: str, rules: Path | None, form: str | None, locale: str) -> None:
    """Judge labelled recordings as several modes and count what became of them.

    INDEX.csv has the columns file (beside it) and mode or label, the true mode; with a column
    run, recordings of one ride count as one trial.  Every outcome has its share by file and
    by ride, each with a 95% interval.
    """
    from muvengine.cli.error_rate_tables import write
    from muvengine.core.modes.error_rates import confusion

    declared = _declared(modes)
    labelled = list(_labelled(index))
    with click.progressbar(labelled, file=sys.stderr) as bar:
        judged = list(_judged(bar, declared, _yardstick(rules)))
    judged.sort(key=lambda one: (declared.index(one.declared), _rank(one.true), one.true))
    cells: tuple[Cell, ...] = confusion(judged)
    click.echo(write(cells, form or "text", locale))


@verdicts.command()
@click.option("--only", help="One cheat; all when not given.")
@click.option("--count", type=click.IntRange(1, 100_000), default=60, show_default=True)
@click.option("--seed", type=click.IntRange(0), default=7, show_default=True)
@click.option("--rules", type=FILE, help="A rulebook; the shipped one when not given.")
@click.option("--json", "form", flag_value="json", help="Answer for programs.")
@click.option("--markdown", "form", flag_value="markdown", help="A table for a page.")
@click.option("--locale", default="en", show_default=True, help="The language of that table.")
def cheats(
    *, only: str | None, count: int, seed: int, rules: Path | None, form: str | None, locale: str
) -> None:
    """Play cheats on generated trips and count what is noticed.

    Each cheat is played COUNT times, each time on another journey; honest trips of four modes
    stand beside them.  The same seed gives the same table.
    """
    from muvengine.cli.cheat_tables import write
    from muvengine.formats.trace_generator.cheat_table import CHEATS
    from muvengine.services.evaluate_cheats import evaluate_cheat, evaluate_honest

    if only is not None and only not in CHEATS:
        message = f"unknown cheat {only!r}; known are {', '.join(CHEATS)}"
        raise click.UsageError(message)
    yardstick = _yardstick(rules)
    with click.progressbar([only] if only else list(CHEATS), file=sys.stderr) as bar:
        told = [evaluate_cheat(CHEATS[key], count, seed, yardstick) for key in bar]
    honest = () if only else HONEST
    told += [evaluate_honest(mode, count, seed, yardstick) for mode in honest]
    click.echo(write(tuple(told), form or "text", locale))


def _judged(
    labelled: Iterator[Labelled], declared: tuple[str, ...], yardstick: Yardstick
) -> Iterator[Judged]:
    from muvengine.services.evaluate_verdicts import evaluate_verdicts

    for one in labelled:
        yield from evaluate_verdicts(one, declared, yardstick)


def _declared(modes: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in modes.split(","))
    known = [mode.value for mode in Mode]
    for name in names:
        if name not in known:
            message = f"unknown mode {name!r}; known are {', '.join(known)}"
            raise click.UsageError(message)
    return names


def _rank(true: str) -> int:
    known = [mode.value for mode in Mode]
    return known.index(true) if true in known else len(known)


def _labelled(index: Path) -> Iterator[Labelled]:
    import csv

    from muvengine.services.evaluate_verdicts import Labelled

    with index.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    columns = rows[0].keys() if rows else ()
    true = next((name for name in TRUE if name in columns), None)
    if "file" not in columns or true is None:
        message = f"{index} needs rows with the columns file and mode (or label)"
        raise click.UsageError(message)
    for number, row in enumerate(rows, start=2):
        path = index.parent / row["file"]
        if not path.is_file():
            message = f"{index}, line {number}: there is no {row['file']}"
            raise click.UsageError(message)
        # A recording without a ride of its own is one.
        yield Labelled(row[true], row.get("run") or row["file"], path.read_bytes)


def _yardstick(rules: Path | None) -> Yardstick:
    from muvengine.core.errors import RulebookRefused
    from muvengine.formats.shipped import shipped
    from muvengine.services.yardstick_of_files import FilesGiven, yardstick_of_files

    given = rules or shipped("rules/muv.yaml")
    try:
        return yardstick_of_files(FilesGiven(given, shipped("seed_data/routes"), None, None))
    except RulebookRefused as refusal:
        name = click.format_filename(given)
        message = f"{name} has problems: `muvengine rules check {name}` lists them"
        raise click.ClickException(message) from refusal
