"""Small rulebooks and trips for the tests of this folder."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from muvengine.core.modes.limits import DEFAULT_LIMITS
from muvengine.core.rules.conditions import Condition
from muvengine.core.rules.rulebook import (
    Band,
    Cap,
    Flat,
    Kind,
    LegPick,
    Limit,
    ModeRule,
    Owner,
    Pay,
    Percent,
    Period,
    PerKm,
    Rule,
    Rulebook,
)
from muvengine.core.rules.score import Line, Score
from muvengine.core.trips.facts import LegFacts, TripFacts

PARIS = ZoneInfo("Europe/Paris")
SATURDAY = datetime(2026, 3, 14, 11, tzinfo=PARIS)
BANDS = (Band(Decimal(10), Decimal(5)), Band(Decimal("2.5"), Decimal(10)), Band(Decimal(0)))


def earn(name: str, pays: Pay, *modes: str, **words: Any) -> Rule:  # noqa: ANN401  passed on
    return Rule(name, Kind.EARN, {}, pays, legs=LegPick(modes) if modes else None, **words)


def bonus(name: str, pays: Pay, *when: Condition, **words: Any) -> Rule:  # noqa: ANN401  passed on
    return Rule(name, Kind.BONUS, {}, pays, when=when, **words)


def flat(points: int) -> Flat:
    return Flat(Decimal(points))


def percent(share: int) -> Percent:
    return Percent(Decimal(share))


def limit(times: int, period: Period, *, per_route: bool = False) -> Limit:
    return Limit(Decimal(times), period, per_route=per_route)


WALK_KM = earn("walk-km", PerKm(BANDS), "walk")


def cap(name: str, points: int, period: Period, **words: Any) -> Cap:  # noqa: ANN401  passed on
    owner = words.pop("owner", Owner.PARTICIPANT)
    return Cap(name, {}, Decimal(points), owner, period, **words)


def points_of(score: Score) -> dict[str, int]:
    return {line.rule: line.points for line in score.lines}


def line_of(score: Score, rule: str) -> Line:
    return next(line for line in score.lines if line.rule == rule)


def book(*rules: Rule, **words: Any) -> Rulebook:  # noqa: ANN401  passed on
    modes = {
        mode: ModeRule({}, Decimal(0), limits, mode) for mode, limits in DEFAULT_LIMITS.items()
    }
    return Rulebook("tests", 1, {"en": "Tests"}, date(2026, 1, 1), modes, rules, **words)


def trip(*legs: tuple[str, int], **facts: Any) -> TripFacts:  # noqa: ANN401  passed on
    parts = tuple(LegFacts(mode, metres) for mode, metres in legs or (("walk", 1000),))
    plain = TripFacts(start=SATURDAY, duration_s=1200, legs=parts)
    return replace(plain, **facts)
