"""Examples that organisers write beside their rules, and what happened before each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from muvengine.core.rules.checks import bounds
from muvengine.core.rules.compile import params_on
from muvengine.core.rules.conditions import Between
from muvengine.core.rules.counters import (
    LIFE_TRIPS,
    WEEK,
    mode_key,
    one_trip_on,
    owned,
    period_key,
    trips_of_week,
    week_key,
)
from muvengine.core.rules.evaluate import evaluate
from muvengine.core.rules.history import ACTIVE_DAYS_IN_WEEK, DAY
from muvengine.core.rules.rulebook import Cap, Owner, Period, Rule, Rulebook
from muvengine.core.rules.score import LineStatus, Score, ScoreStatus
from muvengine.core.rules.situation import Situation, situation
from muvengine.core.trips.facts import TripFacts

NOTHING: Final[Mapping[str, int]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class History:
    """What the person did before the example's trip.

    Attributes:
        trips: scored trips so far.  Where nothing else is said they lie seven days back.
        trips_today: of these, on the same day.
        trips_this_week: of these, in the same week; where nothing else is said, on the day
            before, on a Monday on the same day.
        days_since_last_trip: of the last of these.
        active_days: of the six days before, with a trip.
        streak_days: days in a row with a trip, up to yesterday.
        streak_weeks: weeks in a row with three active days, up to last week.
        modes: used before; None for the modes of the trip when there were trips.
        metres: of per_km rules, earlier that day.
        fired: how often a limited rule has paid in its period.
        points: under caps, by name, in their period.
        period_points: under every cap on the participant with this period and no ``rules``.
    """

    trips: int = 0
    trips_today: int = 0
    trips_this_week: int = 0
    days_since_last_trip: int | None = None
    active_days: int = 0
    streak_days: int = 0
    streak_weeks: int = 0
    modes: tuple[str, ...] | None = None
    metres: Mapping[str, int] = field(default_factory=lambda: NOTHING)
    fired: Mapping[str, int] = field(default_factory=lambda: NOTHING)
    points: Mapping[str, int] = field(default_factory=lambda: NOTHING)
    period_points: Mapping[Period, int] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Expectation:
    """What the organisers agreed; what is None is not compared.

    Attributes:
        points: the total.
        lines: points of every line that gives or takes something, or None.
        status: of the sheet, or None.
        experience: before caps, or None.
        missed: why a rule gave nothing: the condition, or the line's status.
    """

    points: int
    lines: Mapping[str, int] | None = None
    status: ScoreStatus | None = None
    experience: int | None = None
    missed: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence the organisers agreed on, with a trip that shows it."""

    name: str
    facts: TripFacts
    history: History
    expect: Expectation

    def score(self, rulebook: Rulebook) -> Score:
        """Score the trip as an upload would be."""
        return evaluate(rulebook, self.facts, counters_of(self.history, self.facts, rulebook))


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a score is not what was agreed; ``of`` names a line, or points, status..."""

    of: str
    got: object
    wanted: object


def differences(score: Score, expect: Expectation) -> tuple[Difference, ...]:
    """Compare a score with what was agreed; empty when all is as agreed."""
    found: list[Difference] = []
    if score.points != expect.points:
        found.append(Difference("points", score.points, expect.points))
    if expect.status is not None and score.status is not expect.status:
        found.append(Difference("status", score.status.value, expect.status.value))
    if expect.experience is not None and score.experience != expect.experience:
        found.append(Difference("experience", score.experience, expect.experience))
    given = {line.rule: line.points for line in score.lines if line.points}
    if expect.lines is not None:
        for rule in dict.fromkeys((*given, *expect.lines)):
            got, wanted = given.get(rule, 0), expect.lines.get(rule, 0)
            if got != wanted:
                found.append(Difference(rule, got, wanted))
    missed = reasons_of(score)
    for rule, reason in expect.missed.items():
        if missed.get(rule) != reason:
            found.append(Difference(rule, missed.get(rule, "applied"), reason))
    return tuple(found)


def reasons_of(score: Score) -> dict[str, str]:
    """Tell why rules gave nothing: the condition, or the line's status."""
    return {
        line.rule: str(line.why.get("condition", line.status.value))
        for line in score.lines
        if line.status not in {LineStatus.APPLIED, LineStatus.CAP}
    }


def counters_of(history: History, facts: TripFacts, book: Rulebook) -> dict[str, int]:
    """Lay out a history as the counters that it would have left."""
    s = situation(facts, {}, book.zone, book.name)
    found = _days(history, s)
    found[LIFE_TRIPS] = max(history.trips, sum(trips_of_week(week) for week in found.values()))
    modes = history.modes
    if modes is None:
        modes = tuple(leg.mode for leg in facts.legs) if found[LIFE_TRIPS] else ()
    found |= {mode_key(mode): 1 for mode in modes}
    for rule, metres in history.metres.items():
        found[f"day:{s.day.isoformat()}:m:{rule}"] = metres
    for limited in book.rules:
        found |= _fired(limited, history, s, book)
    for cap in book.caps:
        found |= _points(cap, history, s, book)
    return found


def _days(history: History, s: Situation) -> dict[str, int]:
    days = {s.day - back * DAY for back in range(1, history.streak_days + 1)}
    days |= {s.day - back * DAY for back in range(1, history.active_days + 1)}
    monday = s.day - timedelta(days=s.day.weekday())
    for back in range(1, history.streak_weeks + 1):
        days |= {monday - back * WEEK + number * DAY for number in range(ACTIVE_DAYS_IN_WEEK)}
    if history.days_since_last_trip is not None:
        days.add(s.day - history.days_since_last_trip * DAY)
    elif history.trips and not days and not history.trips_today and not history.trips_this_week:
        days.add(s.day - WEEK)
    found: dict[str, int] = {}
    for day in days:
        found[week_key(day)] = found.get(week_key(day), 0) + one_trip_on(day)
    today = history.trips_today * one_trip_on(s.day)
    packed = found.get(week_key(s.day), 0) + today
    missing = max(0, history.trips_this_week - trips_of_week(packed))
    found[week_key(s.day)] = packed + missing * one_trip_on(_day_before(s.day, days))
    return found


def _day_before(day: date, days: Iterable[date]) -> date:
    """Give the last day of the week that has a trip; the day before where none has."""
    monday = day - timedelta(days=day.weekday())
    return max((other for other in days if monday <= other < day), default=max(monday, day - DAY))


def _fired(rule: Rule, history: History, s: Situation, book: Rulebook) -> dict[str, int]:
    if rule.limit is None:
        return {}
    times = history.fired.get(rule.name)
    if times is None:
        times = _fired_by_earlier_trips(rule, history, s, book)
    key = f"{period_key(rule.limit.period, s.day, book.name)}:f:{rule.name}"
    if rule.limit.per_route:
        return {f"{key}:{route.key}": times for route in s.facts.routes}
    return {key: times}


def _fired_by_earlier_trips(rule: Rule, history: History, s: Situation, book: Rulebook) -> int:
    """Count how often earlier trips must have set off a rule that depends on nothing else.

    "First trip" with a limit of once a season has been paid to whoever made four trips;
    an example need not say so.
    """
    assert rule.limit is not None
    plain = all(isinstance(c, Between) and c.word == "trips_total" for c in rule.when)
    if rule.legs is not None or not plain or rule.limit.period is not Period.SEASON:
        return 0
    params = params_on(book, s.day)
    spans = [bounds(c.low, c.high, 1, params) for c in rule.when if isinstance(c, Between)]
    numbers = range(1, history.trips + 1)
    return sum(1 for number in numbers if all(low <= number <= high for low, high in spans))


def _points(cap: Cap, history: History, s: Situation, book: Rulebook) -> dict[str, int]:
    points = history.points.get(cap.name)
    if points is None and cap.owner is Owner.PARTICIPANT and not cap.rules:
        points = history.period_points.get(cap.period)
    if not points or cap.period is Period.TRIP:
        return {}
    key = f"{period_key(cap.period, s.day, book.name)}:p:{cap.name}"
    return {owned(key, cap.owner, s.facts.helper_id): points}
