"""A helper hands out points at a workshop: within a ceiling, and never to oneself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

CEILING_A_DAY: Final = 600
"""Points one helper may hand out in a day, where an organiser has said nothing else."""

CEILING_MAX: Final = 10_000
POINTS_MAX: Final = 100
"""Points for one person at one workshop."""

PEOPLE_MAX: Final = 60
NAME_CHARS_MIN: Final = 5
NAME_CHARS_MAX: Final = 120


@dataclass(frozen=True, slots=True)
class Gift:
    """Points that one person was given at a workshop.

    Attributes:
        helper_id, person_id: by whose hand, and to whom.
        day: on the town's calendar.
        workshop: what the helper calls it; the reason of the gift.
        points: above zero.
        journal_id: of the ledger.
        given_at: aware.
    """

    helper_id: int
    person_id: int
    day: date
    workshop: str
    points: int
    journal_id: int
    given_at: datetime


@dataclass(frozen=True, slots=True)
class HelperDay:
    """What a helper may still hand out today.

    Attributes:
        points_max: the ceiling.
        given: points handed out today.
    """

    points_max: int = CEILING_A_DAY
    given: int = 0

    @property
    def left(self) -> int:
        """Points; 0 once a ceiling was lowered below what is given."""
        return max(self.points_max - self.given, 0)
