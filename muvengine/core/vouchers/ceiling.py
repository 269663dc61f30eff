"""A shop's ceiling: no shop can take more of the town's money than was agreed for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class CeilingPeriod(StrEnum):
    """How long a ceiling lasts; a season is a calendar year, as for a person's limit."""

    MONTH = "month"
    SEASON = "season"


@dataclass(frozen=True, slots=True)
class Ceiling:
    """How many cents of vouchers may be sold for one shop in a period.

    Vouchers count on the day they are bought and by what the town owes for them; one that is
    given back counts no longer.

    Attributes:
        shop_id: which shop.
        cents_max: whole, 0 or more.
        period: see ``CeilingPeriod``.
    """

    shop_id: int
    cents_max: int
    period: CeilingPeriod

    def first_day(self, today: date) -> date:
        """Give the first local day of the period that holds ``today``."""
        if self.period is CeilingPeriod.MONTH:
            return today.replace(day=1)
        return today.replace(month=1, day=1)

    def next_day(self, today: date) -> date:
        """Give the first local day of the period after the one that holds ``today``."""
        year_ends = self.period is CeilingPeriod.SEASON or today.month == 12  # noqa: PLR2004  December
        if year_ends:
            return date(today.year + 1, 1, 1)
        return date(today.year, today.month + 1, 1)


@dataclass(frozen=True, slots=True)
class CeilingUse:
    """A ceiling, and how much of it this period has taken."""

    ceiling: Ceiling
    sold_cents: int

    @property
    def left_cents(self) -> int:
        """What can still be sold; 0 also where the ceiling was lowered below what was sold."""
        return max(0, self.ceiling.cents_max - self.sold_cents)
