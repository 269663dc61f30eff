"""A question about a trip that a person answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ReviewKind(StrEnum):
    """Why a person looks: honesty signs, the owner contests, the owner changed the mode."""

    SIGNS = "signs"
    CONTEST = "contest"
    REDECLARE = "redeclare"


class ReviewState(StrEnum):
    """Where a review stands; withdrawn goes with its trip."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Review:
    """One question about a trip, and its answer.

    Attributes:
        id: the row's number.
        trip_id: the trip's number.
        kind, state: see there.
        message: what the owner wrote.
        opened_at, answered_at: when.
        answer: the reason given.
    """

    id: int
    trip_id: int
    kind: ReviewKind
    state: ReviewState
    message: str
    opened_at: datetime
    answered_at: datetime | None
    answer: str
