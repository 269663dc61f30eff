"""A judged leg: one stretch in one mode, with a verdict of its own.

A refused leg earns nothing and pays nothing to its neighbours; a doubtful one has the flat
amount of a trip on somebody's word, beside whatever the confirmed ones earn.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from muvengine.core.modes.verdict import EvidenceClass, Outcome, Verdict
from muvengine.core.trips.facts import LegFacts

# Best first.
RANK: Final = (Outcome.CONFIRMED, Outcome.DOUBTFUL, Outcome.REFUSED)


@dataclass(frozen=True, slots=True)
class Leg:
    """One stretch in one mode, and what we think of it.

    Attributes:
        mode: as declared.
        start_at, end_at: aware.
        distance_m: whole metres that were seen.
        outcome: confirmed, doubtful or refused.
        reasons: codes, most telling first.
        evidence_class: declared, trace or proven.
        evidence: figures behind the verdict; never coordinates.
        paid_share: 0 to 1, of its metres that count; half where a proof is worth half.
        proof: the kind of independent proof behind it, see ``ProofKind``; empty without one.
        about: names that the proof is told with, as a line and two stops.
    """

    mode: str
    start_at: datetime
    end_at: datetime
    distance_m: int
    outcome: str
    reasons: tuple[str, ...] = ()
    evidence_class: str = EvidenceClass.TRACE.value
    evidence: Mapping[str, float] = field(default_factory=dict)
    paid_share: float = 1.0
    proof: str = ""
    about: Mapping[str, str] = field(default_factory=dict)

    @property
    def paid_m(self) -> int:
        """Whole metres that count, halves up."""
        return math.floor(self.distance_m * self.paid_share + 0.5)


def verdict_of(legs: tuple[Leg, ...]) -> Verdict:
    """Say of a trip what is true of its best legs.

    Outcome and reasons are those of the best legs; the evidence class is the weakest of them.

    Args:
        legs: at least one.
    """
    best = min((Outcome(leg.outcome) for leg in legs), key=RANK.index)
    counted = [leg for leg in legs if leg.outcome == best]
    classes = {leg.evidence_class for leg in counted}
    evidence: dict[str, float] = {}
    for leg in counted:
        evidence = {**leg.evidence, **evidence}
    return Verdict(
        outcome=best,
        reasons=tuple(dict.fromkeys(reason for leg in counted for reason in leg.reasons)),
        evidence=evidence,
        evidence_class=next(kind for kind in EvidenceClass if kind in classes),
    )


def facts_of(legs: tuple[Leg, ...]) -> tuple[LegFacts, ...]:
    """Give what the rules will look at: every leg that is not refused, all where all are.

    Where the legs fared alike, they say nothing of their own and the trip's word holds.
    """
    counted = [leg for leg in legs if leg.outcome != Outcome.REFUSED]
    if len({(leg.outcome, leg.evidence_class) for leg in counted}) <= 1:
        return tuple(LegFacts(leg.mode, leg.paid_m) for leg in counted or legs)
    return tuple(LegFacts(leg.mode, leg.paid_m, leg.outcome, leg.evidence_class) for leg in counted)
