"""A mandate: somebody lets another participant act for them, for a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from muvengine.core.errors import BadInput

LONGEST: Final = timedelta(days=365)
HOLDERS_MAX: Final = 2
"""Mandates that one person may have given at a time."""

PEOPLE_MAX: Final = 5
"""Mandates that one holder may have at a time."""


@dataclass(frozen=True, slots=True)
class Mandate:
    """Who may act for whom.

    Attributes:
        person_id: whose points and trips.
        holder_id: who may see them, add trips and print vouchers.
        first_day, last_day: on the town's calendar, both included.
        may_spend: the holder may also turn points into vouchers.
        on_paper: it was signed at a desk.
        id: the row's number; 0 before it is kept.
        person, holder: their names, where it is read.
        person_public_id: where it is read.
    """

    person_id: int
    holder_id: int
    first_day: date
    last_day: date
    may_spend: bool = False
    on_paper: bool = False
    id: int = 0
    person: str = ""
    holder: str = ""
    person_public_id: str = ""

    def holds_on(self, day: date) -> bool:
        """Tell whether the holder may act on a day."""
        return self.first_day <= day <= self.last_day


def check_days(mandate: Mandate, today: date) -> None:
    """See that a mandate begins today or later and ends within a year of its first day.

    Raises:
        BadInput: ``fields`` names ``first_day`` (over or far) or ``last_day`` (before or long).
    """
    wrong: dict[str, str] = {}
    if not today <= mandate.first_day <= today + LONGEST:
        wrong["first_day"] = "over" if mandate.first_day < today else "far"
    if not mandate.first_day <= mandate.last_day <= mandate.first_day + LONGEST:
        wrong["last_day"] = "before" if mandate.last_day < mandate.first_day else "long"
    if wrong:
        raise BadInput(fields=wrong)
