"""What is wrong with a rulebook, told on a terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from muvengine.core.rules.rulebook import Rulebook
    from muvengine.formats.rulebook_yaml.problems import Problem


def tell(problems: tuple[Problem, ...], file: str, form: str) -> None:
    """Print problems as ``text`` or for ``github``; nothing when there are none."""
    from muvengine.formats.rulebook_yaml.report import as_github, as_text

    told = as_github(problems, file) if form == "github" else as_text(problems, file)
    if told:
        click.echo(told)


def usable(file: Path) -> tuple[bytes, Rulebook]:
    """Read a rulebook whose examples need not hold yet, as bytes and as rules.

    Raises:
        ClickException: it cannot be used; what is wrong was told.
    """
    from muvengine.core.errors import RulebookRefused
    from muvengine.formats.rulebook_yaml.read import read_rulebook

    source = file.read_bytes()
    try:
        return source, read_rulebook(source)
    except RulebookRefused as refusal:
        problems = refusal.facts["problems"]
        assert isinstance(problems, tuple)
        tell(problems, str(file), "text")
        message = f"{file} has problems"
        raise click.ClickException(message) from refusal
