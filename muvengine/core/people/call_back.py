"""Somebody is to be called back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

WHY_CHARS_MIN: Final = 3
WHY_CHARS_MAX: Final = 200
DAYS_AHEAD_MAX: Final = 366


@dataclass(frozen=True, slots=True)
class CallBack:
    """One line of the list.

    Attributes:
        id: the row's number; 0 before it is kept.
        person_id: who is to be called.
        helper_id: who wrote it down.
        why: 3 to 200 characters.
        by_day: on the town's calendar.
        public_id, name: the person's, where it is read.
    """

    id: int
    person_id: int
    helper_id: int
    why: str
    by_day: date
    public_id: str = ""
    name: str = ""
