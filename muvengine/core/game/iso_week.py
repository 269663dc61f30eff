"""A week of the game: Monday to Sunday of local days, numbered after ISO 8601."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Self

from muvengine.core.game.weeks import DAYS_A_WEEK, WEEK, monday_of

_NAME: Final = re.compile(r"([0-9]{4})-W([0-9]{2})")


@dataclass(frozen=True, slots=True, order=True)
class IsoWeek:
    """A week, known by its Monday; weeks sort as they follow each other."""

    monday: date

    def __post_init__(self) -> None:
        assert self.monday.weekday() == 0

    @classmethod
    def of(cls, day: date) -> Self:
        """Give the week of a local day."""
        return cls(monday_of(day))

    @classmethod
    def named(cls, name: str) -> Self | None:
        """Read a name as ``2026-W15``; None where there is no such week."""
        found = _NAME.fullmatch(name)
        if found is None:
            return None
        try:
            return cls(date.fromisocalendar(int(found[1]), int(found[2]), 1))
        except ValueError:
            return None

    @property
    def name(self) -> str:
        """Name it for addresses and files, as ``2026-W15``."""
        year, number, _ = self.monday.isocalendar()
        return f"{year}-W{number:02}"

    @property
    def number(self) -> int:
        """Its number in its year, 1 to 53."""
        return self.monday.isocalendar().week

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + timedelta(days=DAYS_A_WEEK - 1)

    def after(self, weeks: int = 1) -> IsoWeek:
        """Give the week so many weeks later; earlier below zero."""
        return IsoWeek(self.monday + weeks * WEEK)

    def closes_on(self, after_days: int) -> date:
        """Give the local day from whose start on nothing changes its results.

        Args:
            after_days: whole days that trips may come late after its Sunday.
        """
        return self.sunday + timedelta(days=after_days + 1)


def newest_closed(today: date, after_days: int) -> IsoWeek:
    """Give the newest week whose results are final on a local day."""
    return IsoWeek.of(today - timedelta(days=after_days)).after(-1)
