"""Whether what rules read of a person is the sum of their score sheets, and put it right."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import click

if TYPE_CHECKING:
    from muvengine.reads.score_counters import Compared, Difference

SCHEMA: Final = "muv.counters/v1"
SHOWN: Final = 5
_COUNTED: Final = {
    "m": "metres of {rule} {when}",
    "b": "points by the kilometre of {rule} {when}",
    "f": "times that a limit was used by {rule} {when}",
    "p": "points under the ceiling {rule} {when}",
    "days": "trips from Monday to Sunday {when}",
}


@click.command()
@click.option("--repair", is_flag=True, help="Put right what differs; trips may come meanwhile.")
@click.option("--json", "as_json", is_flag=True, help="For programs; its words are named above.")
def counters(*, repair: bool, as_json: bool) -> int:
    """Compare every counter with the score sheets that stand.

    A counter is what rules read of a person: metres of a day, points under a ceiling, how often
    a bonus was given, days of a streak.  Each is the sum of what the person's sheets say.
    Exit with 1 when one differs and was not put right.  People are numbers here.

    With --json: "schema", "counters" (how many differ), "people" (of how many), "first" (the
    first of them: "person", "counter", "kept" and "due", null for none) and "repaired" (how
    many were put right, null without --repair).
    """
    from muvengine.cli import DONE, NOT_RIGHT
    from muvengine.cli.town import open_town
    from muvengine.core.people.actor import SYSTEM
    from muvengine.reads.score_counters import compare_counters
    from muvengine.services.repair_counters import repair_counters

    wiring = open_town()
    found = compare_counters(wiring.open_reading, most=SHOWN)
    repaired = 0 if repair else None
    if repair and found.counters:
        done = repair_counters(wiring.open_uow, wiring.open_reading, actor=SYSTEM, now=wiring.now())
        repaired = done.counters
    if as_json:
        click.echo(json.dumps(_document(found, repaired), indent=1))
    else:
        for line in _in_text(found, repaired):
            click.echo(line)
    return NOT_RIGHT if found.counters and not repair else DONE


def _in_text(found: Compared, repaired: int | None) -> list[str]:
    if not found.counters:
        return ["Every counter is the sum of its score sheets."]
    said = [f"Counters that differ: {found.counters}, of people: {found.people}."]
    said += [
        f"Person {one.holder}: {in_words(one.key)}: {_told(one, one.kept)} kept, "
        f"{_told(one, one.due)} due."
        for one in found.first
    ]
    if found.counters > len(found.first):
        said.append(f"And {found.counters - len(found.first)} more.")
    if repaired is not None:
        said.append(f"Put right: {repaired}.")
    else:
        said.append("Nothing was changed: muvengine rules counters --repair puts them right.")
    return said


def _document(found: Compared, repaired: int | None) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "counters": found.counters,
        "people": found.people,
        "first": [
            {"person": one.holder, "counter": one.key, "kept": one.kept, "due": one.due}
            for one in found.first
        ],
        "repaired": repaired,
    }


def in_words(key: str) -> str:
    """Say what a counter counts, as "metres of walk-km on 2026-03-14"."""
    head, _, rest = key.partition(":")
    if head == "helper":
        return f"{in_words(rest.partition(':')[2])}, of the people they help"
    if head == "programme":
        return f"{in_words(rest)}, a part of everybody's"
    if head == "life":
        mode = rest.partition(":")[2]
        return f"scored trips by {mode}" if mode else "scored trips"
    period, _, counted = rest.partition(":")
    when = f"on {period}" if head == "day" else f"in the {head} {period}"
    sort, _, name = counted.partition(":")
    rule, _, route = name.partition(":")
    return _COUNTED[sort].format(rule=f"{rule} for {route}" if route else rule, when=when)


def _told(one: Difference, value: int | None) -> str:
    from muvengine.core.rules.counters import trips_by_day

    if value is None:
        return "nothing"
    if one.key.endswith(":days") and value >= 0:
        return " ".join(str(trips) for trips in trips_by_day(value))
    return str(value)
