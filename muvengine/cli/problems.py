"""What is wrong with a file of rules or of the game, told on a terminal."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from muvengine.core.rules.rulebook import Rulebook
    from muvengine.formats.rulebook_yaml.problems import Problem


def tell(problems: tuple[Problem, ...], file: str, form: str) -> None:
    """Print problems as ``text`` or for ``github``; nothing when there are none."""
    from muvengine.formats.rulebook_yaml.report import as_github, as_text

    told = as_github(problems, file) if form == "github" else as_text(problems, file)
    if told:
        click.echo(told)


class Looked(Protocol):
    """What a check of one file found."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """By place; warnings among them."""

    @property
    def good(self) -> bool:
        """No problem but warnings."""

    @property
    def examples(self) -> Sequence[Any]:
        """Those of the file."""


def checked(files: Iterable[Path], form: str, check: Callable[[bytes], Looked]) -> int:
    """Tell everything that is wrong with files, and give the exit code."""
    from muvengine.cli import DONE, NOT_RIGHT
    from muvengine.formats.rulebook_yaml.report import as_json

    good, for_programs = True, []
    for file in files:
        looked = check(file.read_bytes())
        good = good and looked.good
        if form == "json":
            for_programs += as_json(looked.problems, str(file))
            continue
        tell(looked.problems, str(file), form)
        if form == "text" and looked.good:
            click.echo(f"{file}: good, {len(looked.examples)} examples")
    if form == "json":
        click.echo(json.dumps(for_programs, indent=1, default=str))
    return DONE if good else NOT_RIGHT


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
