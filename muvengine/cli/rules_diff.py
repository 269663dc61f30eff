"""What changes from one rulebook to another."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

if TYPE_CHECKING:
    from muvengine.core.rules.rulebook import Rulebook


class Read(NamedTuple):
    """A rulebook with its text and the day from which it holds."""

    name: str
    source: str
    rulebook: Rulebook
    first_day: date


@click.command()
@click.argument("old")
@click.argument("new")
@click.option("--locale", default="en", show_default=True, help="The language of the sentences.")
def diff(old: str, new: str, locale: str) -> int:
    """Say what changes from OLD to NEW, in words and line by line.

    Each is a file, or the number of a version that the town has published.
    """
    from muvengine.cli import DONE, NOT_RIGHT
    from muvengine.formats.rulebook_yaml.text_diff import text_diff
    from muvengine.words.catalogue import say
    from muvengine.words.rulebook_changes import changes

    before, after = _read(old, locale), _read(new, locale)
    if before is None or after is None:
        return NOT_RIGHT
    told = changes(before.rulebook, after.rulebook, locale, after.first_day)
    for change in told:
        click.echo(change.text)
    if not told:
        click.echo(say("rule_news.changes_none", locale))
    lines = text_diff(before.source, after.source, names=(before.name, after.name))
    if lines:
        click.echo()
        click.echo(lines, nl=False)
    return DONE


def _read(which: str, locale: str) -> Read | None:
    """Read a file or a version; None when the file has problems, which are told."""
    if not Path(which).is_file():
        return _kept(which)
    from muvengine.formats.rulebook_yaml.read import check_rulebook
    from muvengine.formats.rulebook_yaml.report import as_text

    data = Path(which).read_bytes()
    checked = check_rulebook(data)
    book = checked.rulebook
    if book is None:
        click.echo(as_text(checked.problems, which, locale))
        return None
    return Read(which, data.decode("utf-8-sig"), book, book.first_day)


def _kept(which: str) -> Read:
    from muvengine.cli.town import open_town
    from muvengine.reads.rulebook_changes import rulebook_numbered

    if not which.isdecimal():
        message = f"{which} is neither a file nor the number of a version."
        raise click.UsageError(message)
    wiring = open_town()
    kept = rulebook_numbered(wiring.open_reading, wiring.shelf.rulebook, int(which))
    return Read(f"version {which}", kept.source, kept.rulebook, kept.version.effective_from)
