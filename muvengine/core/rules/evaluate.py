"""Facts, counters and a rulebook give a score: gates, base, bonuses, groups, caps, total.

Pure: no clock, no chance, no file.  The upload, the worker, the rehearsal of a draft, the
examples in a rulebook and the tests all call this one function.
"""

from __future__ import annotations

from collections.abc import Iterable

from muvengine.core.modes.verdict import Outcome
from muvengine.core.rules.caps import cap_keys, clip
from muvengine.core.rules.checks import Check, Why
from muvengine.core.rules.compile import CompiledGate, CompiledRule, Era, compiled
from muvengine.core.rules.counters import (
    LIFE_TRIPS,
    WEEK,
    Counters,
    mode_key,
    one_trip_on,
    period_key,
    week_key,
)
from muvengine.core.rules.groups import settle_groups
from muvengine.core.rules.payments import Grounds
from muvengine.core.rules.rulebook import Kind, Otherwise, Rulebook
from muvengine.core.rules.score import Line, LineStatus, Score, ScoreStatus
from muvengine.core.rules.situation import Situation, situation
from muvengine.core.trips.facts import RouteFacts, TripFacts
from muvengine.core.units import M_PER_KM

VERDICT_GATE = "verdict"
"""The gate that every rulebook has without writing it: a refused trip earns nothing."""


def evaluate(rulebook: Rulebook, facts: TripFacts, counters: Counters) -> Score:
    """Score one trip.

    Args:
        rulebook: the version in force on the trip's local day.
        facts: the trip's, as stored.
        counters: values before this trip; a missing key is 0.  Only ``counter_keys`` are read.

    Returns:
        The sheet.  Rejected and waiting trips have one failed line and change no counter.
    """
    s = situation(facts, counters, rulebook.zone)
    era = compiled(rulebook).on(s.day)
    failed = _first_failed(era.gates, s)
    if failed is not None:
        status, line = failed
        return Score(status, (line,), 0, {}, rulebook.settlement, s.day)
    sheet = _Sheet(rulebook, s)
    for rule in era.earn:
        sheet.write(rule, base=0)
    base = sum(line.points for line in sheet.lines)
    first_bonus = len(sheet.lines)
    for rule in era.bonuses:
        sheet.write(rule, base=base)
    settle_groups(sheet.lines, first_bonus, rulebook, era, base)
    experience = sum(line.points for line in sheet.lines)
    cuts, capped = clip(sheet.lines, era.caps, s, rulebook.name)
    counts = sheet.counts(era) | capped
    lines = (*sheet.lines, *cuts)
    return Score(ScoreStatus.SCORED, lines, experience, counts, rulebook.settlement, s.day)


def counter_keys(rulebook: Rulebook, facts: TripFacts) -> tuple[str, ...]:
    """Name every counter that ``evaluate`` may read or change for this trip, each once.

    A refused trip needs none.  Keys of a helper or of the programme say so; see
    ``counters.owner_of``.
    """
    if facts.outcome == Outcome.REFUSED:
        return ()
    s = situation(facts, {}, rulebook.zone)
    era = compiled(rulebook).on(s.day)
    keys = [LIFE_TRIPS, *dict.fromkeys(mode_key(leg.mode) for leg in facts.legs)]
    keys += [week_key(s.day - back * WEEK) for back in range(era.weeks_back + 1)]
    for rule in (*era.earn, *era.bonuses):
        if rule.legs.pick(facts.legs) is None:
            continue
        if rule.by_km:
            keys.append(_metres_key(rule, s))
        if rule.rule.limit and rule.rule.limit.per_route:
            keys += [_fired_key(rule, s, rulebook.name, route) for route in facts.routes]
        elif rule.rule.limit:
            keys.append(_fired_key(rule, s, rulebook.name, None))
    keys += cap_keys(era.caps, s, rulebook.name)
    return tuple(keys)


def _first_failed(gates: Iterable[CompiledGate], s: Situation) -> tuple[ScoreStatus, Line] | None:
    if s.facts.outcome == Outcome.REFUSED:
        why = {"condition": "verdict", "value": "refused", "reasons": list(s.facts.reasons)}
        line = Line(VERDICT_GATE, Kind.REQUIRE, 0, LineStatus.FAILED, why)
        return ScoreStatus.REJECTED, line
    for ready in gates:
        gate = ready.gate
        if gate.otherwise is Otherwise.REVIEW and s.facts.reviewed:
            continue
        if ready.legs.pick(s.facts.legs) is None:
            continue
        missed = _first_missed(ready.checks, s)
        if missed is None:
            continue
        rejected = gate.otherwise is Otherwise.REJECT
        status = ScoreStatus.REJECTED if rejected else ScoreStatus.REVIEW
        return status, Line(gate.name, Kind.REQUIRE, 0, LineStatus.FAILED, missed)
    return None


class _Sheet:
    """The lines of one trip while they are being written."""

    def __init__(self, rulebook: Rulebook, s: Situation) -> None:
        self.lines: list[Line] = []
        self._season = rulebook.name
        self._s = s
        self._fired: dict[str, list[str]] = {}
        self._metres: dict[str, int] = {}

    def write(self, ready: CompiledRule, *, base: int) -> None:
        """Write one rule's line; a rule for other modes leaves none."""
        s, rule = self._s, ready.rule
        picked = ready.legs.pick(s.facts.legs)
        if picked is None:
            return
        missed = _first_missed(ready.implied, s)
        if missed is not None and rule.kind is Kind.BONUS:
            return
        missed = missed or _first_missed(ready.checks, s)
        metres, longest = picked
        if missed is None and metres == 0 and rule.legs is not None:
            missed = {"condition": "min_km", "value": longest / M_PER_KM}
        if missed is not None:
            self._add(ready, 0, LineStatus.SKIPPED, missed)
            return
        if rule.limit is not None and rule.limit.per_route:
            self._pay_routes(ready, base)
            return
        if rule.limit is not None and not self._may_fire(ready, None):
            return
        self._pay_once(ready, base, metres)

    def counts(self, era: Era) -> dict[str, int]:
        """Give what this trip adds to the counters, caps apart."""
        s = self._s
        found = {week_key(s.day): one_trip_on(s.day), LIFE_TRIPS: 1}
        found |= dict.fromkeys((mode_key(leg.mode) for leg in s.facts.legs), 1)
        found |= {key: metres for key, metres in self._metres.items() if metres}
        applied = {line.rule for line in self.lines if line.status is LineStatus.APPLIED}
        for rule in (*era.earn, *era.bonuses):
            if rule.rule.name in applied:
                found |= dict.fromkeys(self._fired.get(rule.rule.name, ()), 1)
        return found

    def _pay_once(self, ready: CompiledRule, base: int, metres: int) -> None:
        before = 0
        if ready.by_km:
            key = _metres_key(ready, self._s)
            before = max(0, self._s.counters.get(key, 0))
            self._metres[key] = metres
        paid = ready.pay(self._s, Grounds(base=base, metres=metres, before_m=before))
        status = LineStatus.SKIPPED if paid.missed else LineStatus.APPLIED
        self._add(ready, paid.points, status, paid.why)

    def _pay_routes(self, ready: CompiledRule, base: int) -> None:
        points, paid_routes, why = 0, [], None
        for route in ready.routes(self._s):
            if not self._may_fire(ready, route, quiet=True):
                continue
            paid = ready.pay(self._s, Grounds(base=base, route=route))
            why = why or paid.why
            if paid.missed:
                continue
            self._fired.setdefault(ready.rule.name, []).append(
                _fired_key(ready, self._s, self._season, route)
            )
            points += paid.points
            share = route.share_permille / 1000
            paid_routes.append({"route": route.key, "share": share, "points": paid.points})
        if paid_routes:
            self._add(ready, points, LineStatus.APPLIED, {"routes": paid_routes})
        elif why is not None:
            self._add(ready, 0, LineStatus.SKIPPED, why)
        else:
            self._add(ready, 0, LineStatus.LIMIT, _limit_why(ready))

    def _may_fire(
        self, ready: CompiledRule, route: RouteFacts | None, *, quiet: bool = False
    ) -> bool:
        key = _fired_key(ready, self._s, self._season, route)
        if self._s.counters.get(key, 0) >= ready.times:
            if not quiet:
                self._add(ready, 0, LineStatus.LIMIT, _limit_why(ready))
            return False
        if not quiet:
            self._fired[ready.rule.name] = [key]
        return True

    def _add(self, ready: CompiledRule, points: int, status: LineStatus, why: Why) -> None:
        self.lines.append(Line(ready.rule.name, ready.rule.kind, points, status, why))


def _first_missed(checks: tuple[Check, ...], s: Situation) -> Why | None:
    for run in checks:
        why = run(s)
        if why is not None:
            return why
    return None


def _limit_why(ready: CompiledRule) -> Why:
    assert ready.rule.limit is not None
    return {"times": ready.times, "per": ready.rule.limit.period.value}


def _metres_key(ready: CompiledRule, s: Situation) -> str:
    return f"day:{s.day.isoformat()}:m:{ready.rule.name}"


def _fired_key(ready: CompiledRule, s: Situation, season: str, route: RouteFacts | None) -> str:
    assert ready.rule.limit is not None
    period = period_key(ready.rule.limit.period, s.day, season)
    key = f"{period}:f:{ready.rule.name}"
    return f"{key}:{route.key}" if route else key
