"""The verdict: could this trace have been made the way its owner says?

    nothing to pay: car, no movement, too short, too brief  -> refused
    foot, wheels    plainly too fast                        -> refused, speed
                    rather fast, badly recorded             -> doubtful
                    otherwise                               -> confirmed
    transit         slower than any vehicle everywhere      -> refused, slow
    and carpool     otherwise                               -> doubtful until proven
    honesty signs turn confirmed into doubtful and ask for a person

Three speed figures do what machine learning does here, and can be explained.  Speed alone
cannot tell a bus from a car, so transit is never confirmed from its trace.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import fields
from enum import StrEnum
from functools import lru_cache
from typing import Final

from muvengine.core.modes.limits import Family, ModeLimits
from muvengine.core.modes.measure import FIGURES, Figures, measure
from muvengine.core.modes.verdict import EvidenceClass, Outcome, Verdict
from muvengine.core.traces.trace import Trace
from muvengine.core.units import KMH_PER_MS

# Less than this from end to end of all steps is a telephone on a table.
NO_MOVEMENT_M: Final = 50.0

# Figure, and the limit that refuses a trip above it.
_REFUSE: Final = (
    ("p50_kmh", "refuse_p50_kmh"),
    ("p85_kmh", "refuse_p85_kmh"),
    ("share_gt25", "refuse_share_gt25"),
    ("share_gt35", "refuse_share_gt35"),
    ("run15_share", "refuse_run15_share"),
    ("run33_share", "refuse_run33_share"),
)
# Figure, and the limit above which a trip is doubtful.
_DOUBT: Final = (
    ("p50_kmh", "p50_kmh_max"),
    ("p85_kmh", "p85_kmh_max"),
    ("share_gt25", "share_gt25_max"),
    ("share_gt35", "share_gt35_max"),
    ("run15_share", "run15_share_max"),
)
_HELD: Final = tuple(field.name for field in fields(ModeLimits) if field.name != "family")


class Reason(StrEnum):
    """Why a trip is not confirmed, in the order in which reasons are given."""

    MODE_EARNS_NOTHING = "mode_earns_nothing"
    NO_MOVEMENT = "no_movement"
    SPEED = "speed"
    SLOW = "slow"
    TOO_SHORT = "too_short"
    TOO_BRIEF = "too_brief"
    SURGES = "surges"
    HOLES = "holes"
    SPARSE = "sparse"
    TOO_FEW_FIXES = "too_few_fixes"
    TRANSIT_UNPROVEN = "transit_unproven"
    CARPOOL_UNPROVEN = "carpool_unproven"


def judge(trace: Trace, limits: ModeLimits, *, signs: tuple[str, ...] = ()) -> Verdict:
    """Judge a whole trip in one mode.

    Args:
        trace: cleaned.
        limits: of the declared mode.
        signs: codes of honesty signs; they follow the other reasons of a doubtful verdict
            and ask for a person, and never refuse a trip by themselves.
    """
    figures = measure(trace)
    evidence = _evidence(figures, limits)
    refusing = _nothing_to_pay(figures, limits) or _refusing(figures, limits)
    if refusing:
        return Verdict(Outcome.REFUSED, refusing, evidence, _evidence_class(limits))
    doubts = _doubts(figures, limits)
    if figures.fixes < limits.fixes_min:
        doubts = (*doubts, Reason.TOO_FEW_FIXES)
    doubts = (*doubts, *_unproven(limits), *signs)
    outcome = Outcome.DOUBTFUL if doubts else Outcome.CONFIRMED
    return Verdict(outcome, doubts, evidence, _evidence_class(limits), needs_person=bool(signs))


def judge_window(trace: Trace, limits: ModeLimits, start_s: float, end_s: float) -> Verdict:
    """Judge the mode on a part of a trip, as on the covered part of a set route.

    The minimums of a trip (metres, seconds, fixes) are not held against a part.

    Args:
        trace: cleaned.
        limits: of the declared mode.
        start_s: seconds since 1970 UTC.
        end_s: the same, not before the start.
    """
    figures = measure(trace, start_s, end_s)
    outcome, reasons = _part(figures, limits)
    return Verdict(outcome, reasons, _evidence(figures, limits), _evidence_class(limits))


def window_outcome(trace: Trace, limits: ModeLimits, start_s: float, end_s: float) -> Outcome:
    """Give the outcome of ``judge_window`` alone, for whoever shows no figures."""
    return _part(measure(trace, start_s, end_s), limits)[0]


def _part(figures: Figures, limits: ModeLimits) -> tuple[Outcome, tuple[str, ...]]:
    """Judge a part of a trip by its figures."""
    refusing = _earns_nothing(limits) or _too_fast(figures, limits)
    if refusing:
        return Outcome.REFUSED, refusing
    doubts = (*_doubts(figures, limits), *_unproven(limits))
    return Outcome.DOUBTFUL if doubts else Outcome.CONFIRMED, doubts


def _earns_nothing(limits: ModeLimits) -> tuple[str, ...]:
    return (Reason.MODE_EARNS_NOTHING,) if limits.family is Family.NONE else ()


def _nothing_to_pay(figures: Figures, limits: ModeLimits) -> tuple[str, ...]:
    """Give the one reason that makes every other beside the point, or none."""
    if figures.length_m < NO_MOVEMENT_M and limits.family is not Family.NONE:
        return (Reason.NO_MOVEMENT,)
    return _earns_nothing(limits)


def _refusing(figures: Figures, limits: ModeLimits) -> tuple[str, ...]:
    reasons: list[str] = [*_too_fast(figures, limits)]
    if _slower_than_vehicles(figures, limits):
        reasons.append(Reason.SLOW)
    if figures.length_m < limits.distance_m_min:
        reasons.append(Reason.TOO_SHORT)
    if figures.duration_s < limits.duration_s_min:
        reasons.append(Reason.TOO_BRIEF)
    return tuple(reasons)


def _any_above(figures: Figures, limits: ModeLimits, held: tuple[tuple[str, str], ...]) -> bool:
    """Tell whether any figure is above its limit; figures without a limit are not measured."""
    for figure, name in held:
        limit = getattr(limits, name)
        if limit is not None and getattr(figures, figure) > limit:
            return True
    return False


def _too_fast(figures: Figures, limits: ModeLimits) -> tuple[str, ...]:
    return (Reason.SPEED,) if _any_above(figures, limits, _REFUSE) else ()


def _slower_than_vehicles(figures: Figures, limits: ModeLimits) -> bool:
    """Tell whether no step is as fast as a vehicle; a hole may hide the fast ones."""
    p85_kmh, max_kmh = limits.refuse_slow_p85_kmh, limits.refuse_slow_max_kmh
    if p85_kmh is None or max_kmh is None or not figures.moving_s:
        return False
    hidden = any(
        _hole_kmh(hole.start_s, hole.end_s, hole.gap_m) > p85_kmh for hole in figures.holes
    )
    return figures.p85_kmh < p85_kmh and figures.max_kmh < max_kmh and not hidden


def _doubts(figures: Figures, limits: ModeLimits) -> tuple[str, ...]:
    if limits.family not in {Family.FOOT, Family.WHEELS}:
        return ()
    doubts: list[str] = []
    if _any_above(figures, limits, _DOUBT):
        doubts.append(Reason.SPEED)
    if _surging(figures, limits):
        doubts.append(Reason.SURGES)
    if figures.holes and _fast_hole_m(figures, limits) > _fast_hole_m_max(figures, limits):
        doubts.append(Reason.HOLES)
    if _thin(figures, limits):
        doubts.append(Reason.SPARSE)
    return tuple(doubts)


def _surging(figures: Figures, limits: ModeLimits) -> bool:
    """Tell whether speed jumps about as an engine's does, the stricter the faster it went."""
    held = (
        (limits.sprint_from_p95_kmh, limits.sprint_surges_per_km_max),
        (limits.surges_from_p95_kmh, limits.surges_per_km_max),
    )
    return any(
        most is not None and figures.p95_kmh > from_kmh and figures.surges_per_km > most
        for from_kmh, most in held
    )


def _thin(figures: Figures, limits: ModeLimits) -> bool:
    """Tell whether too little was seen to say how the rest moved."""
    return figures.interval_median_s > limits.interval_median_s_max or not figures.moving_s


def _hole_kmh(start_s: float, end_s: float, gap_m: float) -> float:
    return gap_m / max(end_s - start_s, 1.0) * KMH_PER_MS


def _fast_hole_m(figures: Figures, limits: ModeLimits) -> float:
    fast_kmh = limits.hole_kmh_max
    if fast_kmh is None:
        return 0
    return sum(
        hole.gap_m
        for hole in figures.holes
        if _hole_kmh(hole.start_s, hole.end_s, hole.gap_m) > fast_kmh
    )


def _fast_hole_m_max(figures: Figures, limits: ModeLimits) -> float:
    return max(limits.hole_m_max, limits.hole_share_max * figures.length_m)


def _unproven(limits: ModeLimits) -> tuple[str, ...]:
    if limits.family is Family.TRANSIT:
        return (Reason.TRANSIT_UNPROVEN,)
    if limits.family is Family.CARPOOL:
        return (Reason.CARPOOL_UNPROVEN,)
    return ()


def _evidence_class(limits: ModeLimits) -> EvidenceClass:
    """Say what a trace alone makes of this mode: it shows walking, not which vehicle."""
    if limits.family in {Family.FOOT, Family.WHEELS}:
        return EvidenceClass.TRACE
    return EvidenceClass.DECLARED


def _evidence(figures: Figures, limits: ModeLimits) -> dict[str, float]:
    """Put figures and the limits they were held against side by side, finite and rounded."""
    found = {name: getattr(figures, name) for name in FIGURES}
    found["fast_hole_m"] = _fast_hole_m(figures, limits)
    return _written(found) | _held(limits)


@lru_cache(maxsize=256)
def _held(limits: ModeLimits) -> dict[str, float]:
    return _written({name: getattr(limits, name) for name in _HELD})


def _written(values: Mapping[str, float | None]) -> dict[str, float]:
    return {
        name: round(float(value), 3)
        for name, value in values.items()
        if value is not None and math.isfinite(value)
    }
