"""Public transport: check a timetable before it is uploaded."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

FILE: Final = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def transit() -> None:
    """Public transport: check a timetable."""


@transit.command()
@click.argument("file", type=FILE)
@click.option("--locale", default="en", show_default=True, help="The language of the messages.")
def check(file: Path, locale: str) -> int:
    """Tell everything that is wrong with a timetable (GTFS, a zip); exit with 1 on an error.

    Warnings name what would be left out; they do not count.
    """
    from muvengine.cli import DONE, NOT_RIGHT
    from muvengine.core.errors import FileRefused
    from muvengine.services.keep_timetable import check_timetable, summary_of
    from muvengine.words.catalogue import say
    from muvengine.words.timetables import in_words

    try:
        reading = check_timetable(file.read_bytes())
    except FileRefused as refusal:
        click.echo(f"{file}: {say(f'timetables.file_{refusal.code}', locale)}", err=True)
        return NOT_RIGHT
    for problem in reading.problems:
        kind = say(f"timetables.{'error' if problem.is_error else 'warning'}", locale)
        words = in_words(problem.code, problem.facts, locale)
        place = f"{problem.file or file}:{problem.line or 1}"
        click.echo(f"{place}: {kind}: {words}", err=problem.is_error)
    if reading.timetable is None:
        return NOT_RIGHT
    days = reading.timetable.days()
    assert days is not None
    counts = summary_of(reading.timetable)
    click.echo(
        f"{file}: good, {counts['lines']} lines, {counts['stops']} stops, "
        f"{counts['departures']} departures, {days[0]} to {days[1]}"
    )
    return DONE
