"""Turn a rulebook into closures, once, with the parameters of each stretch of days."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from muvengine.core.rules.checks import Check, Params, RoutePick, bounds, check, reach, routes_of
from muvengine.core.rules.checks import valued as value_of
from muvengine.core.rules.conditions import MEASURES, UNLESS_SAID, Between, Condition, implied, walk
from muvengine.core.rules.counters import PERIODS
from muvengine.core.rules.payments import Payment, payment, scaled_reach
from muvengine.core.rules.rulebook import (
    Cap,
    Gate,
    Kind,
    LegPick,
    Period,
    PerKm,
    Rule,
    Rulebook,
    Scaled,
)
from muvengine.core.rules.situation import weeks_back
from muvengine.core.trips.facts import LegFacts
from muvengine.core.units import M_PER_KM


@dataclass(frozen=True, slots=True)
class Legs:
    """Which legs count, by mode: the least metres of a leg; None picks every leg."""

    metres_min: Mapping[str, int] | None

    def meet(self, legs: tuple[LegFacts, ...]) -> bool:
        """Tell whether any leg is in these modes."""
        metres_min = self.metres_min
        return metres_min is None or any(leg.mode in metres_min for leg in legs)

    def pick(self, legs: tuple[LegFacts, ...]) -> tuple[int, int] | None:
        """Give metres of the legs long enough, and of the longest leg in these modes.

        Returns:
            None when no leg is in these modes.
        """
        metres, longest = 0, -1
        if self.metres_min is None:
            metres = sum([leg.distance_m for leg in legs])
            return metres, metres
        for leg in legs:
            least = self.metres_min.get(leg.mode)
            if least is None:
                continue
            longest = max(longest, leg.distance_m)
            if leg.distance_m >= least:
                metres += leg.distance_m
        return None if longest < 0 else (metres, longest)


@dataclass(frozen=True, slots=True)
class CompiledGate:
    """A gate, ready to run."""

    gate: Gate
    legs: Legs
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule, ready to run.

    Attributes:
        rule: as written.
        legs: see ``Legs``.
        implied: what it asks without saying so; ``plain_only`` when that is all of it, which
            the situation knows.
        checks: what it says.
        pay: see ``payment``.
        times: of its limit.
        routes: the set routes it speaks of.
        by_km: it pays per kilometre, so it keeps count of metres.
        period: of its limit, as a place in ``counters.PERIODS``.
        per_route: its limit counts each set route apart.
        bonus: it adds to the base.
    """

    rule: Rule
    legs: Legs
    implied: tuple[Check, ...]
    plain_only: bool
    checks: tuple[Check, ...]
    pay: Payment
    times: int
    routes: RoutePick
    by_km: bool
    period: int
    per_route: bool
    bonus: bool

    @property
    def limited(self) -> bool:
        """It pays only so many times in a period."""
        return self.times > 0


Rules = tuple[CompiledRule, ...]


@dataclass(frozen=True, slots=True)
class CompiledCap:
    """A cap with its ceiling and the rules it covers.

    Attributes:
        cap: as written.
        points: its ceiling.
        covered: names of the rules that count.
        period: as a place in ``counters.PERIODS``; None for a single trip.
    """

    cap: Cap
    points: int
    covered: frozenset[str]
    period: int | None


@dataclass(frozen=True, slots=True)
class Era:
    """The rules on days with the same parameters.

    Attributes:
        gates, earn, bonuses, caps: in the order written.
        of_mode: the earn and bonus rules that a trip in one mode alone can meet.
        percent_max: thousandths of a percent of the base that a group may give.
        weeks_back: packed weeks before the trip's own that some condition may read.
    """

    gates: tuple[CompiledGate, ...]
    earn: tuple[CompiledRule, ...]
    bonuses: tuple[CompiledRule, ...]
    caps: tuple[CompiledCap, ...]
    of_mode: Mapping[str, tuple[Rules, Rules]]
    percent_max: Mapping[str, int]
    weeks_back: int

    def rules_for(self, legs: tuple[LegFacts, ...]) -> tuple[Rules, Rules]:
        """Give the earn and bonus rules that can concern a trip; most trips have one mode."""
        whole = (self.earn, self.bonuses)
        return self.of_mode.get(legs[0].mode, whole) if len(legs) == 1 else whole


@dataclass(frozen=True, slots=True)
class CompiledRulebook:
    """All eras of a rulebook."""

    starts: tuple[date, ...]
    eras: tuple[Era, ...]

    def on(self, day: date) -> Era:
        """Give the rules of a local day."""
        return self.eras[bisect_right(self.starts, day)]


@lru_cache(maxsize=32)
def compiled(rulebook: Rulebook) -> CompiledRulebook:
    """Compile a rulebook; the same one is compiled once."""
    starts = tuple(sorted(set(rulebook.days_of_change())))
    first = (_era(rulebook, params_on(rulebook, date.min)),)
    return CompiledRulebook(
        starts, first + tuple(_era(rulebook, params_on(rulebook, start)) for start in starts)
    )


def params_on(rulebook: Rulebook, day: date) -> Mapping[str, Decimal]:
    """Give the parameters' values on a local day; the first one also holds before its day."""
    found: dict[str, Decimal] = {}
    for name, values in rulebook.params.items():
        found[name] = values[0].value
        for dated in values:
            if dated.first_day is None or dated.first_day <= day:
                found[name] = dated.value
    return found


def _era(book: Rulebook, params: Params) -> Era:
    ready = [_rule(book, rule, params) for rule in book.rules]
    earn = tuple(rule for rule in ready if rule.rule.kind is Kind.EARN)
    bonuses = tuple(rule for rule in ready if rule.rule.kind is Kind.BONUS)
    return Era(
        gates=tuple(
            CompiledGate(
                gate, _legs(book, gate.legs, params), tuple(check(c, params) for c in gate.when)
            )
            for gate in book.gates
        ),
        earn=earn,
        bonuses=bonuses,
        of_mode={mode: (_meeting(mode, earn), _meeting(mode, bonuses)) for mode in book.modes},
        caps=tuple(
            CompiledCap(
                cap,
                int(value_of(cap.points, params)),
                frozenset(rule.name for rule in book.rules if cap.covers(rule.name)),
                None if cap.period is Period.TRIP else PERIODS.index(cap.period),
            )
            for cap in book.caps
        ),
        percent_max={
            name: int(value_of(group.percent_max, params) * 1000)
            for name, group in book.groups.items()
            if group.percent_max is not None
        },
        weeks_back=_weeks_back(book, params),
    )


def _meeting(mode: str, rules: Rules) -> Rules:
    return tuple(
        rule for rule in rules if rule.legs.metres_min is None or mode in rule.legs.metres_min
    )


def _rule(book: Rulebook, rule: Rule, params: Params) -> CompiledRule:
    unsaid = implied(rule.when)
    return CompiledRule(
        rule=rule,
        legs=_legs(book, rule.legs, params),
        implied=tuple(check(condition, params) for condition in unsaid),
        plain_only=len(unsaid) == len(UNLESS_SAID),
        checks=tuple(check(condition, params) for condition in rule.when),
        pay=payment(rule.pays, params),
        times=int(value_of(rule.limit.times, params)) if rule.limit else 0,
        routes=routes_of(rule.when, params),
        by_km=isinstance(rule.pays, PerKm),
        period=PERIODS.index(rule.limit.period) if rule.limit else 0,
        per_route=rule.limit.per_route if rule.limit else False,
        bonus=rule.kind is Kind.BONUS,
    )


def _legs(book: Rulebook, pick: LegPick | None, params: Params) -> Legs:
    if pick is None:
        return Legs(None)
    least = value_of(pick.km_min, params)
    return Legs(
        {
            mode: int(max(least, book.modes[mode].km_min) * M_PER_KM)
            for mode in pick.modes or book.modes
        }
    )


def _weeks_back(book: Rulebook, params: Params) -> int:
    found = 0
    asked = [gate.when for gate in book.gates] + [rule.when for rule in book.rules]
    for when in asked:
        for condition in walk(when):
            found = max(found, _condition_weeks(condition, params))
    for rule in book.rules:
        if isinstance(rule.pays, Scaled):
            found = max(found, weeks_back(rule.pays.by, scaled_reach(rule.pays, params)))
    return found


def _condition_weeks(condition: Condition, params: Params) -> int:
    if not isinstance(condition, Between):
        return 0
    scale = MEASURES[condition.word].scale
    return weeks_back(condition.word, reach(*bounds(condition.low, condition.high, scale, params)))
