"""The game: check a file, publish it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import click

FORMATS: Final = ("text", "json", "github")
FILE: Final = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def game() -> None:
    """The game: check a file, publish it."""


@game.command()
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE...")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
def check(files: tuple[Path, ...], form: str) -> int:
    """Tell everything that is wrong with game files; exit with 1 when anything is.

    Reading, shape, meaning, and the examples in the file.
    """
    from muvengine.cli import DONE, NOT_RIGHT
    from muvengine.cli.problems import tell
    from muvengine.formats.game_yaml.read import check_game
    from muvengine.formats.rulebook_yaml.report import as_json

    good, for_programs = True, []
    for file in files:
        checked = check_game(file.read_bytes())
        good = good and checked.good
        if form == "json":
            for_programs += as_json(checked.problems, str(file))
            continue
        tell(checked.problems, str(file), form)
        if form == "text" and checked.good:
            click.echo(f"{file}: good, {len(checked.examples)} examples")
    if form == "json":
        click.echo(json.dumps(for_programs, indent=1, default=str))
    return DONE if good else NOT_RIGHT
