"""Weather: take it from a file of Open-Meteo's archive."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

FILE: Final = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def weather() -> None:
    """Weather: take days from a file."""


@weather.command("import")
@click.argument("file", type=FILE)
@click.option("--locale", default="en", show_default=True, help="The language of the messages.")
def import_(file: Path, locale: str) -> int:
    """Keep the weather of the days in FILE, as saved from Open-Meteo's archive (JSON or CSV).

    An organiser's own notes go before it.  Exits with 1 when the file cannot be used.
    """
    from muvengine.cli import DONE, NOT_RIGHT
    from muvengine.cli.town import open_town
    from muvengine.core.errors import BadInput
    from muvengine.core.people.actor import SYSTEM
    from muvengine.services.import_weather import import_weather
    from muvengine.words.weather_in_words import imported_in_words, refused_in_words

    wiring = open_town()
    try:
        found = import_weather(wiring.open_uow, file.read_bytes(), actor=SYSTEM, now=wiring.now())
    except BadInput as refusal:
        click.echo(f"{file}: {refused_in_words(refusal.facts, locale)}", err=True)
        return NOT_RIGHT
    click.echo(f"{file}: {imported_in_words(found, locale)}")
    return DONE
