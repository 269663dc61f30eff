"""A claim held against a trace: one mode for the whole, or several legs by the clock.

one mode         the verdict of that mode on the whole trip
several legs     each leg is judged on its own stretch, and scored by itself:
                 a refused leg earns nothing and pays nothing to its neighbours
set routes       a route counts where the trip kept to its mode along it:
                 a route walked half by car does not pay
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from muvengine.core.errors import BadInput
from muvengine.core.modes.judge import judge, judge_window, window_outcome
from muvengine.core.modes.limits import Family, ModeLimits
from muvengine.core.modes.verdict import Outcome, Verdict
from muvengine.core.routes.route import RouteMatch
from muvengine.core.traces.trace import Trace
from muvengine.core.trips.leg import RANK, Leg, verdict_of

LEGS_MAX: Final = 12
LEG_LEFT_OUT: Final = "leg_left_out"
ROUTE_LEFT_OUT: Final = "route_left_out"
# A mode the rulebook does not name earns nothing.
_UNKNOWN: Final = ModeLimits(family=Family.NONE)


@dataclass(frozen=True, slots=True)
class ClaimedLeg:
    """A stretch in one mode, by the clock; times aware."""

    mode: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Claim:
    """What a participant says of a trace.

    Attributes:
        mode: of the whole trip, or the main one when there are legs.
        legs: in order, not overlapping; empty for one mode throughout.
        passengers: people in the car beside the driver.
    """

    mode: str
    legs: tuple[ClaimedLeg, ...] = ()
    passengers: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of a claim.

    Attributes:
        verdict: on the claim as a whole.
        legs: every one that was claimed, judged by itself; one for a trip in one mode.
        dropped: codes of what was left out.
    """

    verdict: Verdict
    legs: tuple[Leg, ...]
    dropped: tuple[str, ...] = ()


def judge_claim(
    trace: Trace, claim: Claim, modes: Mapping[str, ModeLimits], signs: tuple[str, ...] = ()
) -> Finding:
    """Judge a claim.

    Args:
        trace: cleaned.
        claim: its modes may be any word; one that ``modes`` lacks earns nothing.
        modes: limits by mode, of the rulebook in force.
        signs: codes of honesty signs, see ``judge``.

    Raises:
        BadInput: more than 12 legs, legs out of order, overlapping or beside the trip.
    """
    if not claim.legs:
        verdict = judge(trace, modes.get(claim.mode, _UNKNOWN))
        span = _moment(trace.start_s), _moment(trace.end_s)
        return finding_of((_leg(claim.mode, span, verdict, trace.distance_m),), signs)
    _check_legs(trace, claim.legs)
    return finding_of(tuple(_judge_leg(trace, leg, modes) for leg in claim.legs), signs)


def finding_of(legs: tuple[Leg, ...], signs: tuple[str, ...] = ()) -> Finding:
    """Sum up judged legs, proofs included.

    Args:
        legs: at least one.
        signs: codes of honesty signs.
    """
    left_out = len({leg.outcome == Outcome.REFUSED for leg in legs}) > 1
    dropped = (LEG_LEFT_OUT,) if left_out else ()
    return Finding(_signed(verdict_of(legs), signs), legs, dropped)


def routes_kept(
    trace: Trace,
    matches: tuple[RouteMatch, ...],
    claim: Claim,
    outcome: Outcome,
    modes: Mapping[str, ModeLimits],
) -> tuple[RouteMatch, ...]:
    """Leave out each set route along which the trip fared worse than as a whole."""
    return tuple(
        match
        for match in matches
        if RANK.index(_along(trace, match, claim, modes)) <= RANK.index(outcome)
    )


def _along(
    trace: Trace, match: RouteMatch, claim: Claim, modes: Mapping[str, ModeLimits]
) -> Outcome:
    if not claim.legs:
        limits = modes.get(claim.mode, _UNKNOWN)
        return window_outcome(trace, limits, match.entered_s, match.left_s)
    outcomes = [
        window_outcome(trace, modes.get(leg.mode, _UNKNOWN), start_s, end_s)
        for leg in claim.legs
        for start_s, end_s in [_common(leg, match.entered_s, match.left_s)]
        if start_s < end_s
    ]
    # Along some of it nobody said how they moved.
    return max(outcomes, key=RANK.index, default=Outcome.REFUSED)


def _common(leg: ClaimedLeg, start_s: float, end_s: float) -> tuple[float, float]:
    return max(leg.start.timestamp(), start_s), min(leg.end.timestamp(), end_s)


def _check_legs(trace: Trace, legs: tuple[ClaimedLeg, ...]) -> None:
    free_from = trace.start_s
    if len(legs) > LEGS_MAX:
        raise BadInput(fields={"legs": "too_many"})
    for leg in legs:
        start_s, end_s = leg.start.timestamp(), leg.end.timestamp()
        # Clocks of the form and of the recorder may differ by the second.
        if not free_from - 1.0 <= start_s < end_s <= trace.end_s + 1.0:
            raise BadInput(fields={"legs": "order"})
        free_from = end_s


def _judge_leg(trace: Trace, leg: ClaimedLeg, modes: Mapping[str, ModeLimits]) -> Leg:
    limits = modes.get(leg.mode, _UNKNOWN)
    start_s, end_s = leg.start.timestamp(), leg.end.timestamp()
    verdict = judge_window(trace, limits, start_s, end_s)
    distance_m = _moved_m(trace, start_s, end_s)
    if distance_m < limits.distance_m_min and verdict.outcome is not Outcome.REFUSED:
        verdict = replace(verdict, outcome=Outcome.REFUSED, reasons=("too_short",))
    return _leg(leg.mode, (leg.start, leg.end), verdict, distance_m)


def _leg(mode: str, span: tuple[datetime, datetime], verdict: Verdict, distance_m: float) -> Leg:
    """Keep of a verdict what a database can: no speeds of a trip without a step."""
    return Leg(
        mode=mode,
        start_at=span[0],
        end_at=span[1],
        distance_m=_whole_m(distance_m),
        outcome=str(verdict.outcome),
        reasons=tuple(str(reason) for reason in verdict.reasons),
        evidence_class=str(verdict.evidence_class),
        evidence={
            name: round(float(value), 3)
            for name, value in verdict.evidence.items()
            if math.isfinite(value)
        },
    )


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _moved_m(trace: Trace, start_s: float, end_s: float) -> float:
    grid = trace.grid
    inside = (grid.t_s >= start_s) & (grid.t_s < end_s) & ~grid.still
    return float(grid.step_m[inside].sum())


def _signed(verdict: Verdict, signs: tuple[str, ...]) -> Verdict:
    if not signs or verdict.outcome is Outcome.REFUSED:
        return verdict
    reasons = (*verdict.reasons, *signs)
    return replace(verdict, outcome=Outcome.DOUBTFUL, reasons=reasons, needs_person=True)


def with_sign(verdict: Verdict, sign: str) -> Verdict:
    """Add an honesty sign that was found later, as a copy is: doubtful, and a person looks."""
    return _signed(verdict, (sign,))


def _whole_m(distance_m: float) -> int:
    return math.floor(distance_m + 0.5)
