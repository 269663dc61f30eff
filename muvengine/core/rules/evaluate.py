"""Facts, counters and a rulebook give a score: gates, base, bonuses, groups, caps, total.

Pure: no clock, no chance, no file.  The upload, the worker, the rehearsal of a draft, the
examples in a rulebook and the tests all call this one function.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from muvengine.core.modes.verdict import Outcome
from muvengine.core.rules.caps import cap_keys, clip
from muvengine.core.rules.checks import Check, Why
from muvengine.core.rules.compile import CompiledGate, CompiledRule, Rules, compiled
from muvengine.core.rules.counters import (
    LIFE_TRIPS,
    WEEK,
    Counters,
    mode_key,
    one_trip_on,
    week_key,
)
from muvengine.core.rules.groups import settle_groups
from muvengine.core.rules.payments import Grounds
from muvengine.core.rules.rulebook import Kind, Otherwise, Rulebook
from muvengine.core.rules.score import Line, LineStatus, Score, ScoreStatus
from muvengine.core.rules.situation import Situation, situation
from muvengine.core.trips.facts import RouteFacts, TripFacts
from muvengine.core.units import M_PER_KM

# Looked up once: an enum's member costs more than the rest of a line.
APPLIED: Final = LineStatus.APPLIED
SKIPPED: Final = LineStatus.SKIPPED
LIMIT: Final = LineStatus.LIMIT
FAILED: Final = LineStatus.FAILED
VERDICT_GATE: Final = "verdict"
"""The gate that every rulebook has without writing it: a refused trip earns nothing."""


def evaluate(
    rulebook: Rulebook, facts: TripFacts, counters: Counters, *, missed: bool = True
) -> Score:
    """Score one trip.

    Args:
        rulebook: the version in force on the trip's local day.
        facts: the trip's, as stored.
        counters: values before this trip; a missing key is 0, or for points paid by the
            kilometre not known.  Only ``counter_keys`` are read.
        missed: rules that were not met have a line that says why; without these lines all
            else is the same.

    Returns:
        The sheet.  Rejected and waiting trips have one failed line and change no counter.
    """
    s = situation(facts, counters, rulebook.zone, rulebook.name)
    era = compiled(rulebook).on(s.day)
    failed = _first_failed(era.gates, s)
    if failed is not None:
        status, line = failed
        return Score(status, (line,), 0, {}, rulebook.settlement, s.day)
    sheet = _Sheet(s, missed=missed)
    earn, bonuses = era.rules_for(facts.legs)
    sheet.write(earn, base=0)
    base = sum([line.points for line in sheet.lines])
    first_bonus = len(sheet.lines)
    sheet.write(bonuses, base=base)
    settle_groups(sheet.lines, first_bonus, rulebook, era, base)
    experience = sum([line.points for line in sheet.lines])
    cuts, capped = clip(sheet.lines, era.caps, s)
    counts = sheet.counts() | capped
    lines = (*sheet.lines, *cuts)
    return Score(ScoreStatus.SCORED, lines, experience, counts, rulebook.settlement, s.day)


def counter_keys(rulebook: Rulebook, facts: TripFacts) -> tuple[str, ...]:
    """Name every counter that ``evaluate`` may read or change for this trip, each once.

    A refused trip needs none.  Keys of a helper or of the programme say so; see
    ``counters.owner_of``.
    """
    if facts.outcome == Outcome.REFUSED:
        return ()
    s = situation(facts, {}, rulebook.zone, rulebook.name)
    era = compiled(rulebook).on(s.day)
    keys = [LIFE_TRIPS, *dict.fromkeys(mode_key(leg.mode) for leg in facts.legs)]
    keys += [week_key(s.day - back * WEEK) for back in range(era.weeks_back + 1)]
    earn, bonuses = era.rules_for(facts.legs)
    for rule in (*earn, *bonuses):
        if not rule.legs.meet(facts.legs):
            continue
        if rule.by_km:
            keys += [_metres_key(rule, s), _paid_key(rule, s)]
        if rule.per_route:
            keys += [_fired_key(rule, s, route) for route in facts.routes]
        elif rule.limited:
            keys.append(_fired_key(rule, s, None))
    keys += cap_keys(era.caps, s)
    return tuple(keys)


def _first_failed(gates: Iterable[CompiledGate], s: Situation) -> tuple[ScoreStatus, Line] | None:
    if s.facts.outcome == Outcome.REFUSED:
        why = {"condition": "verdict", "value": "refused", "reasons": list(s.facts.reasons)}
        line = Line(VERDICT_GATE, Kind.REQUIRE, 0, FAILED, why)
        return ScoreStatus.REJECTED, line
    for ready in gates:
        gate = ready.gate
        if gate.otherwise is Otherwise.REVIEW and s.facts.reviewed:
            continue
        if not ready.legs.meet(s.facts.legs):
            continue
        missed = _first_missed(ready.checks, s)
        if missed is None:
            continue
        rejected = gate.otherwise is Otherwise.REJECT
        status = ScoreStatus.REJECTED if rejected else ScoreStatus.REVIEW
        return status, Line(gate.name, Kind.REQUIRE, 0, FAILED, missed)
    return None


class _Sheet:
    """The lines of one trip while they are being written."""

    def __init__(self, s: Situation, *, missed: bool) -> None:
        self.lines: list[Line] = []
        self._s = s
        self._says_missed = missed
        self._fired: dict[str, list[str]] = {}
        self._metres: dict[str, int] = {}
        self._paid: dict[str, int] = {}

    def write(self, rules: Rules, *, base: int) -> None:
        """Write the rules' lines; a rule for other modes leaves none."""
        s, write = self._s, self.lines.append
        plain = s.plain
        for ready in rules:
            metres = longest = s.distance_m
            if ready.rule.legs:
                # A rule that speaks of no doubt is not paid for a doubtful leg.
                picked = ready.legs.pick(s.legs if ready.plain_only else s.facts.legs)
                if picked is None:
                    continue
                metres, longest = picked
            missed = None if plain and ready.plain_only else _first_missed(ready.implied, s)
            if missed is not None and ready.bonus:
                continue
            for run in ready.checks:
                missed = missed or run(s)
            if missed is None and metres == 0 and ready.rule.legs:
                missed = {"condition": "min_km", "value": longest / M_PER_KM}
            if missed is None:
                self._pay(ready, base, metres)
            elif self._says_missed:
                write(Line(ready.rule.name, ready.rule.kind, 0, SKIPPED, missed))

    def counts(self) -> dict[str, int]:
        """Give what this trip adds to the counters, caps apart."""
        s = self._s
        found = {week_key(s.day): one_trip_on(s.day), LIFE_TRIPS: 1}
        found |= dict.fromkeys((mode_key(leg.mode) for leg in s.facts.legs), 1)
        found |= {key: metres for key, metres in self._metres.items() if metres}
        found |= self._paid
        for line in self.lines:
            if line.status is APPLIED and line.rule in self._fired:
                found |= dict.fromkeys(self._fired[line.rule], 1)
        return found

    def _pay(self, ready: CompiledRule, base: int, metres: int) -> None:
        if ready.per_route:
            self._pay_routes(ready, base)
        elif not ready.limited or self._may_fire(ready, None):
            self._pay_once(ready, base, metres)

    def _pay_once(self, ready: CompiledRule, base: int, metres: int) -> None:
        if ready.by_km:
            self._pay_by_km(ready, metres)
            return
        paid = ready.pay(self._s, Grounds(base=base, metres=metres))
        status = SKIPPED if paid.missed else APPLIED
        self._add(ready, paid.points, status, paid.why)

    def _pay_by_km(self, ready: CompiledRule, metres: int) -> None:
        counters, key = self._s.counters, _paid_key(ready, self._s)
        metres_key = _metres_key(ready, self._s)
        before, so_far = max(0, counters.get(metres_key, 0)), counters.get(key)
        grounds = Grounds(metres=metres, before_m=before, paid=so_far)
        paid = ready.pay(self._s, grounds)
        self._metres[metres_key] = metres
        # A day that was begun before points were counted goes on without: half a count lies.
        if metres and (not before or so_far is not None):
            self._paid[key] = paid.points
        self._add(ready, paid.points, APPLIED, paid.why)

    def _pay_routes(self, ready: CompiledRule, base: int) -> None:
        points, paid_routes, why = 0, [], None
        for route in ready.routes(self._s):
            if not self._may_fire(ready, route, quiet=True):
                continue
            paid = ready.pay(self._s, Grounds(base=base, route=route))
            why = why or paid.why
            if paid.missed:
                continue
            self._fired.setdefault(ready.rule.name, []).append(_fired_key(ready, self._s, route))
            points += paid.points
            share = route.share_permille / 1000
            paid_routes.append({"route": route.key, "share": share, "points": paid.points})
        if paid_routes:
            self._add(ready, points, APPLIED, {"routes": paid_routes})
        elif why is not None:
            self._add(ready, 0, SKIPPED, why)
        else:
            self._add(ready, 0, LIMIT, _limit_why(ready))

    def _may_fire(
        self, ready: CompiledRule, route: RouteFacts | None, *, quiet: bool = False
    ) -> bool:
        key = _fired_key(ready, self._s, route)
        if self._s.counters.get(key, 0) >= ready.times:
            if not quiet:
                self._add(ready, 0, LIMIT, _limit_why(ready))
            return False
        if not quiet:
            self._fired[ready.rule.name] = [key]
        return True

    def _add(self, ready: CompiledRule, points: int, status: LineStatus, why: Why) -> None:
        if status is not SKIPPED or self._says_missed:
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
    return f"{s.periods[0]}:m:{ready.rule.name}"


def _paid_key(ready: CompiledRule, s: Situation) -> str:
    return f"{s.periods[0]}:b:{ready.rule.name}"


def _fired_key(ready: CompiledRule, s: Situation, route: RouteFacts | None) -> str:
    key = f"{s.periods[ready.period]}:f:{ready.rule.name}"
    return f"{key}:{route.key}" if route else key
