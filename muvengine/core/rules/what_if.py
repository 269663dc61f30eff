"""What would a missed rule have given, had the one thing that was missing been there?

The rulebook is asked again: about a trip that just meets the condition, or, where the
condition asks of the person or the calendar, without that condition.  Limits, groups, caps and
all other rules weigh the answer as they weigh every sheet.  Where a second thing was missing
too there is no answer: a sheet that promised points which the rules would not pay would be
worse than a silent one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final, NamedTuple

from muvengine.core.rules.checks import Params, valued
from muvengine.core.rules.compile import params_on
from muvengine.core.rules.conditions import (
    AnyOf,
    Between,
    Condition,
    implied,
    walk,
)
from muvengine.core.rules.counters import Counters
from muvengine.core.rules.evaluate import evaluate
from muvengine.core.rules.other_facts import lengthened, met, stepped
from muvengine.core.rules.rulebook import DatedValue, Rule, Rulebook, Scaled
from muvengine.core.rules.score import Line, LineStatus, Score
from muvengine.core.trips.facts import TripFacts

ROUTE_WORDS: Final = frozenset({"route", "route_share"})
OF_PERSON: Final = frozenset(
    {
        "weekday",
        "date_in",
        "first_of_mode",
        "trips_today",
        "trips_total",
        "trips_in_week",
        "days_since_last_trip",
        "active_days",
        "streak_days",
        "streak_weeks",
    }
)
"""Words about the calendar and the person's other trips; all others are about this one."""


class _Question(NamedTuple):
    """A trip and a rulebook to be asked about it."""

    book: Rulebook
    facts: TripFacts


def points_missed(
    rulebook: Rulebook, facts: TripFacts, counters: Counters, score: Score
) -> Mapping[str, int]:
    """Tell by how much the total would have been larger, rule by rule.

    Args:
        rulebook: the version the trip was scored with.
        facts: what the rules looked at.
        counters: what they read.
        score: what they gave.

    Returns:
        Points above zero by rule; a rule of which that is not sure is left out.
    """
    skipped = [line for line in score.lines if line.status is LineStatus.SKIPPED]
    if not skipped:
        return MappingProxyType({})
    book, params = _on_one_day(rulebook, score.day), params_on(rulebook, score.day)
    # What the engine itself took away stands on lines that no rulebook writes.
    before = evaluate(rulebook, facts, counters).points
    found: dict[str, int] = {}
    for line in skipped:
        more = [
            _gain(line.rule, evaluate(asked.book, asked.facts, counters), before)
            for asked in _questions(_Question(book, facts), line, params)
        ]
        if more and min(more) > 0:
            found[line.rule] = min(more)
    return MappingProxyType(found)


def _gain(rule: str, again: Score, before: int) -> int:
    """Count what is added; nothing where the rule still does not apply."""
    applied = any(line.rule == rule and line.status is LineStatus.APPLIED for line in again.lines)
    return again.points - before if applied else 0


def _questions(now: _Question, line: Line, params: Params) -> list[_Question]:
    """Give the ways to have met what the line missed; none where we cannot tell."""
    book, facts = now
    word = str(line.why.get("condition"))
    rule = next((rule for rule in book.rules if rule.name == line.rule), None)
    if rule is None:
        return []
    if word == "min_km":
        return [_Question(book, other) for other in lengthened(facts, book, rule, params)]
    for condition in (*rule.when, *implied(rule.when)):
        if condition.word == word or {condition.word, word} <= ROUTE_WORDS:
            others = met(facts, condition, params, book.zone)
            if others or not _may_be_dropped(condition, line, params):
                return [_Question(book, other) for other in others]
            left = tuple(one for one in rule.when if one is not condition)
            return [_Question(_with(book, rule, replace(rule, when=left)), facts)]
    return _steps(now, rule, line, params)


def _steps(now: _Question, rule: Rule, line: Line, params: Params) -> list[_Question]:
    """Give the ways to have reached the first step of a growing bonus."""
    book, facts = now
    pays = rule.pays
    if not isinstance(pays, Scaled) or pays.by != line.why.get("condition"):
        return []
    others = stepped(facts, pays, params)
    if others or pays.by in {"climb_m", "stamps", "route_share"}:
        return [_Question(book, other) for other in others]
    reached = Decimal(str(line.why.get("value") or 0))
    lower = replace(pays, above=reached - valued(pays.every, params))
    return [_Question(_with(book, rule, replace(rule, pays=lower)), facts)]


def _may_be_dropped(condition: Condition, line: Line, params: Params) -> bool:
    """Tell whether leaving the condition out is the same as meeting it.

    It is not where the trip itself must change, for other rules look at the trip too, nor
    where something was too much: more of it would not have helped.
    """
    if not all(one.word in OF_PERSON or isinstance(one, AnyOf) for one in walk((condition,))):
        return False
    if not isinstance(condition, Between):
        return True
    value = line.why.get("value")
    if condition.low is None or not isinstance(value, int | float):
        return False
    return value < valued(condition.low, params)


def _with(book: Rulebook, old: Rule, new: Rule) -> Rulebook:
    return replace(book, rules=tuple(new if rule is old else rule for rule in book.rules))


def _on_one_day(book: Rulebook, day: date) -> Rulebook:
    """Freeze the parameters: one stretch of days is compiled, and not every one."""
    params = params_on(book, day)
    return replace(book, params={name: (DatedValue(value),) for name, value in params.items()})
