"""The game: check a file, publish it, compare its weeks."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final

import click

FORMATS: Final = ("text", "json", "github")
FILE: Final = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def game() -> None:
    """The game: check a file, publish it, compare its weeks."""


@game.command()
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE...")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
def check(files: tuple[Path, ...], form: str) -> int:
    """Tell everything that is wrong with game files; exit with 1 when anything is.

    Reading, shape, meaning, and the examples in the file.
    """
    from muvengine.cli.problems import checked
    from muvengine.formats.game_yaml.read import check_game

    return checked(files, form, check_game)


@game.command()
def schema() -> None:
    """Write the shape of a game file as JSON Schema, for editors that complete and underline."""
    from muvengine.formats.game_yaml.schema import GameSchema
    from muvengine.formats.rulebook_yaml.json_schema import json_schema_text

    click.echo(json_schema_text(GameSchema), nl=False)


@game.command()
@click.argument("file", type=FILE)
@click.option(
    "--from",
    "first_day",
    type=click.DateTime(formats=["%Y-%m-%d"]),
    help="A day of the first week in which it holds; the next week when not given.",
)
def publish(file: Path, first_day: datetime | None) -> None:
    """Put a game in force, from a Monday on; it can never be changed afterwards."""
    from muvengine.cli.problems import tell
    from muvengine.cli.town import open_town
    from muvengine.core.errors import GameRefused
    from muvengine.core.people.actor import SYSTEM
    from muvengine.services.publish_game import GamePublication, publish_game

    wiring = open_town()
    publication = GamePublication(file.read_bytes(), first_day.date() if first_day else None)
    try:
        version = publish_game(wiring.open_uow, publication, actor=SYSTEM, now=wiring.now())
    except GameRefused as refusal:
        problems = refusal.facts["problems"]
        assert isinstance(problems, tuple)
        tell(problems, str(file), "text")
        message = f"{file} has problems and was not published"
        raise click.ClickException(message) from refusal
    click.echo(f"The game {version.id} holds from {version.first_day}.")


@game.command()
@click.argument("file", type=FILE)
@click.option("--weeks", type=click.IntRange(1, 53), default=4, show_default=True)
def rehearse(file: Path, weeks: int) -> None:
    """Tell what a game would have given in the last closed weeks, beside the one that is played."""
    from muvengine.cli.problems import tell
    from muvengine.cli.town import open_town
    from muvengine.formats.game_yaml.read import check_game
    from muvengine.reads.game_rehearsal import rehearse_game
    from muvengine.words.catalogue import SOURCE_LOCALE
    from muvengine.words.game_rehearsal_in_words import as_lines

    wiring, checked = open_town(), check_game(file.read_bytes())
    if checked.game is None:
        tell(checked.problems, str(file), "text")
        message = f"{file} has problems"
        raise click.ClickException(message)
    told = rehearse_game(wiring.open_reading, checked.game, wiring.now(), weeks=weeks)
    click.echo("\n".join(as_lines(told, SOURCE_LOCALE)))


@game.command()
@click.option("--repair", is_flag=True, help="Put right what differs; trips may come meanwhile.")
def weeks(*, repair: bool) -> int:
    """Compare what weeks hold with the score sheets; exit with 1 when one differs."""
    from muvengine.cli import DONE, NOT_RIGHT
    from muvengine.cli.town import open_town
    from muvengine.core.people.actor import SYSTEM
    from muvengine.services.repair_game import repair_game

    wiring = open_town()
    if repair:
        done = repair_game(wiring.open_uow, wiring.open_reading, actor=SYSTEM, now=wiring.now())
        click.echo(f"Weeks put right: {done.weeks}, of people: {done.people}.")
        if done.sums:
            click.echo(f"Sums of leaderboards put right: {done.sums}.")
        return DONE
    with wiring.open_reading() as uow:
        differing = [one.row for one in uow.game_rebuild.differing()]
        differing += [one.row for one in uow.board_rebuild.differing()]
        differing += [one.row for one in uow.board_rows.differing()]
    for row in differing:
        click.echo(f"{row} is not what its score sheets say")
    if not differing:
        click.echo("Every week is the sum of its score sheets.")
    return NOT_RIGHT if differing else DONE
