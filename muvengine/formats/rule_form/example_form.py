"""An example of a rulebook as a form, and what it should say when the rules are as they are."""

from __future__ import annotations

import re
from typing import Final

from muvengine.core.rules.example import reasons_of
from muvengine.core.rules.score import Score, ScoreStatus
from muvengine.formats.rule_form.controls import Typed, Words, first
from muvengine.formats.rule_form.figures import number_of, share_of
from muvengine.formats.rulebook_yaml.problems import Problem, spelled

TRIP_NUMBERS: Final = ("duration_min", "climb_m", "passengers", "stamps")
TRIP_WORDS: Final = ("weather", "evidence")
HISTORY_NUMBERS: Final = ("trips", "trips_today")
FIELDS: Final = (
    "example",
    "mode",
    "km",
    "day",
    "time",
    *TRIP_NUMBERS,
    *TRIP_WORDS,
    "route",
    "route_share",
    "assisted",
    *HISTORY_NUMBERS,
    "points",
)
_PLACES: Final = (
    (re.compile(r"trip\.start\Z"), "day"),
    (re.compile(r"trip\.legs\[0\]\.(mode|km)\Z"), r"\1"),
    (re.compile(r"(?:trip|history|expect)\.(\w+)\Z"), r"\1"),
)


def example_of(typed: Typed) -> Words:
    """Give an example as it was typed; what is no number or day stays a text."""
    leg = {"mode": first(typed, "mode"), "km": number_of(first(typed, "km"))}
    trip: Words = {"start": f"{first(typed, 'day')}T{first(typed, 'time')}", "legs": [leg]}
    trip |= {w: number_of(first(typed, w)) for w in TRIP_NUMBERS if first(typed, w)}
    trip |= {word: first(typed, word) for word in TRIP_WORDS if first(typed, word)}
    if first(typed, "route"):
        trip["route"] = first(typed, "route")
        share = first(typed, "route_share")
        trip |= {"route_share": share_of(share)} if share else {}
    if first(typed, "assisted"):
        trip["assisted"] = True
    history = {w: number_of(first(typed, w)) for w in HISTORY_NUMBERS if first(typed, w)}
    found: Words = {"example": first(typed, "example"), "trip": trip}
    if history:
        found["history"] = history
    return found | {"expect": {"points": number_of(first(typed, "points") or "0")}}


def example_field_of(problem: Problem, number: int) -> str | None:
    """Name the field beside which a problem of an example is told; None for any other problem."""
    place = spelled(("examples", number))
    if not problem.path.startswith(place):
        return None
    inside = problem.path.removeprefix(place).lstrip(".")
    for pattern, name in _PLACES:
        inside = pattern.sub(name, inside)
    return inside if inside in FIELDS else ""


def agreed(score: Score, expect: Words | None = None) -> Words:
    """Say what an example gives, in the words in which it was agreed before.

    Args:
        score: what it gives now.
        expect: what was expected; None for a new example, which names its lines.
    """
    old: Words = {"lines": {}} if expect is None else expect
    found: Words = {"points": score.points}
    given = {line.rule: line.points for line in score.lines if line.points}
    if "lines" in old and given:
        found["lines"] = given
    if "status" in old or score.status is not ScoreStatus.SCORED:
        found["status"] = score.status.value
    if "experience" in old:
        found["experience"] = score.experience
    reasons = reasons_of(score)
    missed = {rule: reasons[rule] for rule in old.get("missed", ()) if rule in reasons}
    return found | ({"missed": missed} if missed else {})
