"""A score with everything it was made from, so that it can be made again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from muvengine.core.rules.score import Score
from muvengine.core.trips.facts import TripFacts


@dataclass(frozen=True, slots=True)
class Sheet:
    """A kept score with everything it was made from.

    Attributes:
        score_no: from 1; a corrected trip has several.
        version_id: of the rulebook version.
        facts: what the rules looked at.
        counters: what they read.
        score: the result.
        created_at: when it was made.
    """

    score_no: int
    version_id: int
    facts: TripFacts
    counters: Mapping[str, int]
    score: Score
    created_at: datetime
