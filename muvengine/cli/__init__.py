"""The command line: ``muvengine NOUN ...``.

A command's module is imported when the command runs, so that ``muvengine --help`` answers at
once.  To add one: write ``cli/NOUN.py`` with a click command, and a row in ``COMMANDS``.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Final, NamedTuple, NoReturn

import click

DONE: Final = 0
NOT_RIGHT: Final = 1
WRONG_USAGE: Final = 2


class Row(NamedTuple):
    """Where a command is, and what it does in one line."""

    place: str
    help: str


COMMANDS: Final[Mapping[str, Row]] = {
    "demo": Row("demo:demo", "Try it: a small town with trips, shops and people."),
    "init": Row("init:init", "Set up a town of your own."),
    "serve": Row("serve:serve", "Run the web server."),
    "worker": Row("worker:worker", "Run the jobs: release, expire, verify, erase."),
    "db": Row("db:db", "The database: upgrade, check, backup, restore."),
    "score": Row("score:score", "Judge and score trace files, without a database."),
    "rules": Row("rules:rules", "Rulebooks: check, explain, simulate, compare, publish."),
    "game": Row("game:game", "The game: check a file, publish it, compare its weeks."),
    "verdicts": Row("verdicts:verdicts", "Verdicts: how often they are wrong."),
    "transit": Row("transit:transit", "Public transport: check a timetable."),
    "weather": Row("weather:weather", "Weather: take days from a file."),
    "seed": Row("seed:seed", "Seeds: make traces of people who do not exist."),
    "trips": Row("trips:trips", "Trips: import a folder or an archive."),
    "ledger": Row("ledger:ledger", "Points and money: verify, statements, funding."),
    "settle": Row("settle:settle", "Statements of shops: draft, list, close, paid."),
    "season": Row("season:season", "Seasons: list, close; give money back."),
    "draw": Row("draw:draw", "Prize draws: check a published one."),
    "vouchers": Row("vouchers:vouchers", "Vouchers: list, void."),
    "keys": Row("keys:keys", "Keys that sign vouchers: list, rotate."),
    "shops": Row("shops:shops", "Shops: add, import, pair a tablet."),
    "people": Row("people:people", "People: add, print a card."),
    "export": Row("privacy:export", "Privacy: write everything of a person into one zip."),
    "erase": Row("privacy:erase", "Privacy: forget a person, for good."),
    "vendor": Row("vendor:vendor", "Foreign files of the pages: check, refresh."),
    "words": Row("words:words", "Translations: bring them in step, check."),
}


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports the one that runs."""

    def list_commands(self, _context: click.Context) -> list[str]:
        """Name the commands, in the order in which people need them."""
        return list(COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        """Import one command; None for an unknown name."""
        row = COMMANDS.get(name)
        if row is None:
            return None
        module, _, attribute = row.place.partition(":")
        command = getattr(import_module(f"muvengine.cli.{module}"), attribute)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from the table alone."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, row.help) for name, row in COMMANDS.items()])


def engine_version() -> str:
    """Tell which release runs; one that was never installed has no number."""
    # Imported here: `--help` need not know.
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("muvengine")
    except PackageNotFoundError:
        return "checkout"


def _tell_version(context: click.Context, _option: click.Parameter, asked: bool) -> None:  # noqa: FBT001  click calls it so
    if asked:
        click.echo(f"muvengine {engine_version()}")
        context.exit()


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_tell_version,
    help="Tell the version.",
)
def muvengine() -> None:
    """Rewards for soft mobility: from a GPX trace to a coffee at the corner shop."""


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run a command and leave with its status.

    0 done, 1 the thing checked is not right, 2 wrong usage.  What went wrong is one sentence
    on stderr.
    """
    from muvengine.core.errors import MuvError, SettingsRefused

    status = DONE
    try:
        returned = muvengine.main(arguments, prog_name="muvengine", standalone_mode=False)
        status = returned if isinstance(returned, int) else DONE
    except click.UsageError as error:
        status = _fail(error.format_message(), WRONG_USAGE)
    except click.ClickException as error:
        status = _fail(error.format_message(), error.exit_code)
    except click.Abort:
        status = _fail("Stopped.", NOT_RIGHT)
    except SettingsRefused as refusal:
        status = _fail(refused(refusal), WRONG_USAGE)
    except MuvError as refusal:
        status = _fail(refused(refusal), NOT_RIGHT)
    except BrokenPipeError:
        # The reader of our output has seen enough; do not complain again at exit.
        sys.stderr.close()
    sys.exit(status)


def refused(refusal: Exception) -> str:
    """Say a refusal in one line for the terminal: its sentence, then its simple facts."""
    from datetime import date

    from muvengine.core.errors import MuvError
    from muvengine.words.catalogue import say

    assert isinstance(refusal, MuvError)
    facts = {
        name: value
        for name, value in refusal.facts.items()
        if isinstance(value, str | int | float | date) and value != ""
    }
    try:
        sentence = say(f"refusals.{refusal.code}", "en", **facts)
    except KeyError:
        # A fact the sentence names is missing: the code still tells what it is.
        sentence = refusal.code
    told = ", ".join(f"{name}={value}" for name, value in facts.items())
    return f"{sentence} ({refusal.code}{': ' if told else ''}{told})"


def _fail(sentence: str, status: int) -> int:
    click.echo(f"muvengine: {sentence}", err=True)
    return status
