"""Why a trip earned what it earned, for people and for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from muvengine.reads.rule_places import VersionPlaces
    from muvengine.reads.score_sheet import ScoreSheet
    from muvengine.words.score_in_words import Explained


@click.command()
@click.argument("trip")
@click.option("--locale", default="en", show_default=True, help="The language of the reasons.")
@click.option("--json", "as_json", is_flag=True, help="For programs; its words are named above.")
def explain(trip: str, locale: str, *, as_json: bool) -> None:
    """Say why TRIP earned what it earned, line by line; TRIP is its public id.

    The most useful line comes first, and each tells where its rule stands in the rulebook as
    FILE:LINE:COLUMN.  With --json: "engine", "trip", "local_day", "outcome", "sheet", "status",
    "points", "rulebook" (name, version, sha256) and "lines"; a line has "rule", "kind",
    "status", "points", "label", "why" (a sentence), "told" (what it would have taken too),
    "missed", "gives" (points surely missed), "facts" (what the rule looked at) and "place"
    (line and column, or null for a line of the engine's own).
    """
    from muvengine.cli.town import open_town
    from muvengine.core.people.actor import Actor, Role
    from muvengine.core.rules.what_if import points_missed
    from muvengine.reads.rule_places import places_of_version
    from muvengine.reads.score_sheet import score_sheet
    from muvengine.words.score_in_words import explain as in_words

    wiring = open_town()
    read = score_sheet(wiring.open_reading, wiring.shelf.rulebook, trip, Actor(Role.ORGANISER))
    written_in = places_of_version(wiring.open_reading, read.sheet.version_id)
    sheet, book = read.sheet, read.rulebook
    gains = points_missed(book, sheet.facts, sheet.counters, sheet.score)
    lines = in_words(sheet.score.lines, book, locale, sheet.score.day, gains=gains)
    if as_json:
        click.echo(json.dumps(_document(read, written_in, lines), indent=1, default=str))
        return
    for text in _in_text(read, written_in, lines):
        click.echo(text)


def _in_text(
    read: ScoreSheet, written_in: VersionPlaces, lines: tuple[Explained, ...]
) -> list[str]:
    version, score = written_in.version, read.sheet.score
    file = f"{version.name}-v{version.version}.yaml"
    said = [
        f"{read.trip.outcome}, {score.points} points, sheet {read.sheet.score_no}",
        f"rulebook {version.name}, version {version.version}",
    ]
    for line in lines:
        place = written_in.places.get(line.rule)
        at = f" {file}:{place.line}:{place.column}" if place else ""
        said.append(f"{line.points:+6d}  {line.label}: {line.told} ({line.status}){at}")
    return said


def _document(
    read: ScoreSheet, written_in: VersionPlaces, lines: tuple[Explained, ...]
) -> dict[str, Any]:
    from muvengine.cli import engine_version

    version, score = written_in.version, read.sheet.score
    facts = {line.rule: dict(line.why) for line in score.lines}
    return {
        "engine": engine_version(),
        "trip": read.trip.public_id,
        "local_day": score.day.isoformat(),
        "outcome": str(read.trip.outcome),
        "sheet": read.sheet.score_no,
        "status": str(score.status),
        "points": score.points,
        "rulebook": {
            "name": version.name,
            "version": version.version,
            "sha256": version.sha256,
        },
        "lines": [_line(line, facts[line.rule], written_in) for line in lines],
    }


def _line(line: Explained, facts: dict[str, object], written_in: VersionPlaces) -> dict[str, Any]:
    place = written_in.places.get(line.rule)
    return {
        "rule": line.rule,
        "kind": str(line.kind),
        "status": line.status,
        "points": line.points,
        "label": line.label,
        "why": line.why,
        "told": line.told,
        "missed": line.missed,
        "gives": line.gives,
        "facts": facts,
        "place": {"line": place.line, "column": place.column} if place else None,
    }
