"""Rulebooks: check, explain, simulate, compare, publish."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from muvengine.cli.rules_counters import counters
from muvengine.cli.rules_diff import diff
from muvengine.cli.rules_explain import explain
from muvengine.cli.rules_rescore import rescore
from muvengine.cli.simulate import simulate

if TYPE_CHECKING:
    from muvengine.bootstrap import Wiring

FORMATS: Final = ("text", "json", "github")
FILE: Final = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def rules() -> None:
    """Rulebooks: check, explain, simulate, compare, publish."""


rules.add_command(simulate)
rules.add_command(diff)
rules.add_command(counters)
rules.add_command(rescore)


@rules.command()
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE...")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
def check(files: tuple[Path, ...], form: str) -> int:
    """Tell everything that is wrong with rulebooks; exit with 1 when anything is.

    Reading, shape, meaning, and the examples in the file.  Warnings do not count.
    """
    from muvengine.cli.problems import checked
    from muvengine.formats.rulebook_yaml.read import check_rulebook

    return checked(files, form, check_rulebook)


@rules.command()
@click.option("--page", metavar="LOCALE", help="Write the reference page in a language instead.")
def schema(page: str | None) -> None:
    """Write the JSON Schema of rulebooks, for editors."""
    if page:
        from muvengine.formats.rulebook_yaml.reference import reference

        click.echo(reference(page), nl=False)
        return
    from muvengine.formats.rulebook_yaml.json_schema import json_schema_text

    click.echo(json_schema_text(), nl=False)


@rules.command()
@click.argument("file", type=FILE)
@click.option(
    "--from",
    "first_day",
    type=click.DateTime(formats=["%Y-%m-%d"]),
    help="The first local day on which it holds; the day written in it when not given.",
)
@click.option("--note", default="", help="What changes and why, for the history.")
def publish(file: Path, first_day: datetime | None, note: str) -> None:
    """Put a rulebook in force; it can never be changed afterwards."""
    from muvengine.cli.problems import tell
    from muvengine.core.errors import RulebookRefused
    from muvengine.core.people.actor import SYSTEM
    from muvengine.services.publish_rulebook import Publication, publish_rulebook

    wiring = _wiring()
    publication = Publication(file.read_bytes(), first_day.date() if first_day else None, note)
    try:
        version = publish_rulebook(wiring.open_uow, publication, actor=SYSTEM, now=wiring.now())
    except RulebookRefused as refusal:
        problems = refusal.facts.get("problems")
        if not isinstance(problems, tuple):
            raise
        tell(problems, str(file), "text")
        message = f"{file} has problems and was not published"
        raise click.ClickException(message) from refusal
    click.echo(f"{version.name} version {version.version} holds from {version.effective_from}.")


rules.add_command(explain)


def _wiring() -> Wiring:
    from muvengine.bootstrap import wire
    from muvengine.settings import Settings

    return wire(Settings.from_env(os.environ))
