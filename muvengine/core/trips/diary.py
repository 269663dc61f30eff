"""A weekly diary on paper: seven days, a row for each mode, two ticks in each square."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from muvengine.core.modes.mode import Mode

ROWS: Final = tuple(mode for mode in Mode if mode is not Mode.CAR)
"""Modes in the order of the printed form."""

TICKS: Final = (1, 2)
"""There and back."""

A_DAY_MAX: Final = 2
DAYS: Final = 7

# A diary tells no distance and no time.  A trip on somebody's word is worth a flat amount, so
# it is taken for the shortest there is: it brings nobody kilometres.
DISTANCE_M: Final = 100
DURATION_S: Final = 60


@dataclass(frozen=True, slots=True)
class Tick:
    """One tick of a diary.

    Attributes:
        day: on the town's calendar.
        mode: one of ``ROWS``.
        number: 1 or 2, as it stands in its square.
    """

    day: date
    mode: str
    number: int

    @property
    def square(self) -> str:
        """Name it in a form: ``2026-04-06:walk:1``."""
        return f"{self.day.isoformat()}:{self.mode}:{self.number}"

    def print_of(self, person_id: int) -> str:
        """Give what stands for its fixes: one tick of one person pays once."""
        return hashlib.sha256(f"diary:{person_id}:{self.square}".encode()).hexdigest()


def read_tick(square: str) -> Tick | None:
    """Read a square's name; None for what is none."""
    day, _, rest = square.partition(":")
    mode, _, number = rest.partition(":")
    if mode not in ROWS or number not in {str(one) for one in TICKS}:
        return None
    try:
        return Tick(date.fromisoformat(day), mode, int(number))
    except ValueError:
        return None


def week_of(monday: date) -> tuple[date, ...]:
    """Give the seven days of a week."""
    return tuple(monday + timedelta(days=number) for number in range(DAYS))
