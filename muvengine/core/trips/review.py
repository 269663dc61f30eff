"""A question about a trip that a person answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

ANSWER_WORKING_DAYS: Final = 5
_SATURDAY: Final = 5


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
        released_at: when its owner let the reviewer see the map; None while they did not.
    """

    id: int
    trip_id: int
    kind: ReviewKind
    state: ReviewState
    message: str
    opened_at: datetime
    answered_at: datetime | None
    answer: str
    released_at: datetime | None = None

    @property
    def trace_open(self) -> bool:
        """The reviewer may see where the trip went: its owner asks for a person, or lets them."""
        asked = self.kind is ReviewKind.CONTEST or self.released_at is not None
        return asked and self.state is ReviewState.OPEN


def working_days_left(today: date, until: date) -> int:
    """Count days from Monday to Friday after today up to a day; below 0 the days it is late."""
    if until < today:
        return (until - today).days
    days = (today + timedelta(days=number + 1) for number in range((until - today).days))
    return sum(day.weekday() < _SATURDAY for day in days)


def late_before(today: date) -> date:
    """Tell the first day on which a question may have been opened without being late today."""
    day = today
    while answer_by(day - timedelta(days=1)) >= today:
        day -= timedelta(days=1)
    return day


def answer_by(opened: date) -> date:
    """Tell the day by which a person answers: five days from Monday to Friday later.

    Bank holidays count as working days.
    """
    day, left = opened, ANSWER_WORKING_DAYS
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < _SATURDAY
    return day
