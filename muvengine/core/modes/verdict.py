"""The answer to one question: is this trace what its declared mode claims?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """Confirmed is paid whole, doubtful the declared flat amount, refused nothing."""

    CONFIRMED = "confirmed"
    DOUBTFUL = "doubtful"
    REFUSED = "refused"


class EvidenceClass(StrEnum):
    """How a trip is known: by word, by a plausible trace, by an independent proof."""

    DECLARED = "declared"
    TRACE = "trace"
    PROVEN = "proven"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A judgement, with its reasons and the figures behind it.

    Attributes:
        outcome: see ``Outcome``.
        reasons: codes, most telling first; empty only when confirmed.
        evidence: measured figures and the limits they were held against, names ending in
            their unit, for the score sheet and for an appeal; never coordinates.
        evidence_class: see ``EvidenceClass``.
        needs_person: an honesty signal asks for a human look (manifest: ``review``).
    """

    outcome: Outcome
    reasons: tuple[str, ...] = ()
    evidence: Mapping[str, float] = field(default_factory=dict)
    evidence_class: EvidenceClass = EvidenceClass.TRACE
    needs_person: bool = False
