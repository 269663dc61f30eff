"""Independent proofs: what a leg gains from a timetable, a ticket, a companion or a sign.

transit, carpool   speed alone never confirms them: a proof does, from the whole of the
                   way to half of it
foot, wheels       a proof confirms nothing that speed does not, but the leg is known by
                   more than its owner's trace: class proven
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from muvengine.core.modes.limits import Family, ModeLimits
from muvengine.core.modes.verdict import EvidenceClass, Outcome
from muvengine.core.trips.leg import Leg


class ProofKind(StrEnum):
    """What speaks for a leg beside its trace."""

    TIMETABLE = "timetable"
    LINE = "line"
    DWELLS = "dwells"
    TICKET = "ticket"
    STAMP = "stamp"
    COMPANION = "companion"
    SCAN = "scan"
    OUTING = "outing"


@dataclass(frozen=True, slots=True)
class Proof:
    """One proof of one leg.

    Attributes:
        kind: see ``ProofKind``.
        leg_no: place of the leg among the trip's, from 0.
        paid_share: 0 to 1, of the leg's metres that it is worth.
        about: names to tell it with; never a person's, never a position.
    """

    kind: ProofKind
    leg_no: int
    paid_share: float = 1.0
    about: Mapping[str, str] = field(default_factory=dict)


_DRIVEN: Final = frozenset({Family.TRANSIT, Family.CARPOOL})


def prove(
    legs: tuple[Leg, ...], proofs: Iterable[Proof], modes: Mapping[str, ModeLimits]
) -> tuple[Leg, ...]:
    """Hold proofs against judged legs; of several for one leg the best counts.

    A refused leg stays refused: what the trace contradicts no paper mends without a person.

    Args:
        legs: of one trip, in order.
        proofs: each of a leg that is there.
        modes: limits by mode, of the rulebook in force.
    """
    best: dict[int, Proof] = {}
    for proof in proofs:
        held = best.get(proof.leg_no)
        if held is None or proof.paid_share > held.paid_share:
            best[proof.leg_no] = proof
    return tuple(
        _proven(leg, best[number], modes) if number in best else leg
        for number, leg in enumerate(legs)
    )


def _proven(leg: Leg, proof: Proof, modes: Mapping[str, ModeLimits]) -> Leg:
    if leg.outcome == Outcome.REFUSED or leg.mode not in modes:
        return leg
    driven = modes[leg.mode].family in _DRIVEN
    if leg.outcome == Outcome.DOUBTFUL and not driven:
        return leg
    if leg.proof and leg.paid_share >= proof.paid_share:
        return leg
    return replace(
        leg,
        outcome=str(Outcome.CONFIRMED),
        reasons=(),
        evidence_class=str(EvidenceClass.PROVEN),
        paid_share=proof.paid_share if driven else leg.paid_share,
        proof=str(proof.kind),
        about=dict(proof.about),
    )
