"""Judge and score trace files, without a database."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from muvengine.core.modes.mode import Mode

if TYPE_CHECKING:
    from muvengine.cli.score_report import Result
    from muvengine.core.traces.area import Area
    from muvengine.services.judge_person import OnePerson
    from muvengine.services.yardstick import Yardstick

ANY = "any"
NONE = "none"
TOWN = "town"


class AreaType(click.ParamType[Any]):
    """``none``, or a box ``S,W,N,E`` in degrees."""

    name = "area"

    def convert(
        self,
        value: Any,  # noqa: ANN401  click hands over anything
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Area | str | None:
        """Read the option's text."""
        from muvengine.core.traces.area import Area

        if value == TOWN:
            return TOWN
        if value == NONE:
            return None
        try:
            south, west, north, east = (float(part) for part in str(value).split(","))
            return Area(south, west, north, east)
        except (ValueError, AssertionError):
            self.fail(f"{value!r} is neither none nor S,W,N,E in degrees", param, ctx)


class NowType(click.ParamType[Any]):
    """``any``, or a moment as ISO 8601; without a zone it is UTC."""

    name = "moment"

    def convert(
        self,
        value: Any,  # noqa: ANN401  click hands over anything
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> datetime | str:
        """Read the option's text."""
        from datetime import UTC

        if value == ANY:
            return ANY
        try:
            moment = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is neither any nor a moment as 2026-05-05T12:00Z", param, ctx)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of one run; see the command."""

    files: tuple[Path, ...]
    mode: str
    rules: Path | None
    routes: Path | None
    area: Area | str | None
    now: datetime | str | None
    one_person: bool
    as_json: bool


@click.command()
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, path_type=Path),
    metavar="FILE...",
)
@click.option(
    "--mode",
    required=True,
    type=click.Choice([mode.value for mode in Mode]),
    help="How the person moved.",
)
@click.option(
    "--rules",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A rulebook, used whatever dates it names; the shipped one when not given.",
)
@click.option(
    "--routes",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of set routes as GPX; the seed town's when not given.",
)
@click.option(
    "--area",
    type=AreaType(),
    default=TOWN,
    help="none, or S,W,N,E in degrees; the seed town's when not given.",
)
@click.option("--now", type=NowType(), help="any, or a moment; the clock's when not given.")
@click.option("--one-person", is_flag=True, help="Judge as one person's trips, in this order.")
@click.option("--json", "as_json", is_flag=True, help="Answer for programs.")
def score(**options: Any) -> None:  # noqa: ANN401  one value per option, of many kinds
    """Judge and score trace files, or folders of them, without a database."""
    from muvengine.cli.score_report import in_words

    asked = Asked(**options)
    yardstick = _yardstick(asked)
    bench = _Bench(yardstick, asked.mode, one_person=asked.one_person)
    results = ((file, bench.result(file)) for file in _each(asked.files))
    if asked.as_json:
        click.echo(json.dumps(_document(yardstick, results, asked), indent=1, default=str))
        return
    for file, result in results:
        click.echo(click.format_filename(file))
        for line in in_words(result):
            click.echo(line)


def _yardstick(asked: Asked) -> Yardstick:
    from muvengine.core.errors import RulebookRefused
    from muvengine.formats.shipped import shipped
    from muvengine.services.yardstick_of_files import FilesGiven, yardstick_of_files

    now = asked.now
    if now is None:
        from muvengine.bootstrap import clock

        now = clock()
    given = FilesGiven(
        rules=_rules(asked),
        routes=asked.routes or shipped("seed_data/routes"),
        area=asked.area,
        now=None if isinstance(now, str) else now,
    )
    try:
        return yardstick_of_files(given)
    except RulebookRefused as refusal:
        name = click.format_filename(given.rules)
        message = f"{name} has problems: `muvengine rules check {name}` lists them"
        raise click.ClickException(message) from refusal


def _rules(asked: Asked) -> Path:
    from muvengine.formats.shipped import shipped

    return asked.rules or shipped("rules/muv.yaml")


def _each(files: tuple[Path, ...]) -> Iterator[Path]:
    """Give the files, and those of folders by name."""
    for file in files:
        if not file.is_dir():
            yield file
            continue
        found = sorted(path for path in file.rglob("*") if _is_trace(path))
        if not found:
            message = f"no recording in {click.format_filename(file)}"
            raise click.UsageError(message)
        yield from found


def _is_trace(path: Path) -> bool:
    from muvengine.formats.containers import SUFFIXES

    return path.name.lower().endswith(SUFFIXES) and path.is_file()


@dataclass(slots=True)
class _Bench:
    yardstick: Yardstick
    mode: str
    one_person: bool = field(kw_only=True)
    _person: OnePerson | None = None

    def result(self, file: Path) -> Result:
        """Judge one file, as somebody's first trip or as this person's next."""
        from muvengine.cli.score_report import Judged
        from muvengine.core.errors import UploadRefused
        from muvengine.core.trips.judgement import Claim
        from muvengine.services.judge_person import OnePerson
        from muvengine.services.judge_trace import judge_trace

        if self._person is None or not self.one_person:
            self._person = OnePerson()
        try:
            judgement = judge_trace(self._data(file), Claim(self.mode), yardstick=self.yardstick)
            verdict, found = self._person.take(judgement)
        except UploadRefused as refusal:
            return refusal
        return Judged(judgement, verdict, found)

    def _data(self, file: Path) -> bytes:
        try:
            with file.open("rb") as opened:
                # One byte more than allowed tells that a file is too large.
                return opened.read(self.yardstick.limits.bytes_max + 1)
        except OSError as error:
            message = f"cannot read {click.format_filename(file)}: {error.strerror}"
            raise click.UsageError(message) from error


def _document(
    yardstick: Yardstick, results: Iterable[tuple[Path, Result]], asked: Asked
) -> dict[str, Any]:
    from hashlib import sha256

    from muvengine.cli import engine_version
    from muvengine.cli.score_report import as_json

    rulebook = yardstick.rulebooks[0].rulebook
    return {
        "engine": engine_version(),
        "rulebook": {
            "name": rulebook.name,
            "version": rulebook.version,
            "sha256": sha256(_rules(asked).read_bytes()).hexdigest(),
        },
        "trips": [{"file": str(file)} | as_json(result) for file, result in results],
    }
