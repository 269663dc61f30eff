"""Weeks of the game: ISO weeks of local days, named by their Monday, open a few days longer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

DAYS_A_WEEK: Final = 7
WEEK: Final = timedelta(days=DAYS_A_WEEK)


class Seen(NamedTuple):
    """What one sheet of a trip gave.

    Attributes:
        made_at: when the sheet was made, aware.
        experience: 0 or more; 0 for a trip that was refused or taken back.
    """

    made_at: datetime
    experience: int


def monday_of(day: date) -> date:
    """Give the Monday that names the week of a local day."""
    return day - timedelta(days=day.weekday())


def mondays(first: date, last: date) -> Iterator[date]:
    """Give every Monday from one to another, both included."""
    while first <= last:
        yield first
        first += WEEK


def closes_at(monday: date, closes_after_days: int, zone: ZoneInfo) -> datetime:
    """Give the instant from which a week's results stand.

    Args:
        monday: of the week.
        closes_after_days: whole days after its Sunday.
        zone: of the town.
    """
    day = monday + WEEK + timedelta(days=closes_after_days)
    return datetime.combine(day, time(), zone)


def counted(sheets: Sequence[Seen], closing: datetime) -> int:
    """Give the experience that a trip brings to its week.

    While the week is open the latest sheet counts.  Afterwards it stays what it was at the
    close: a trip that comes late, or is worth more or less since, changes no result any more.
    Only a trip that is nothing any more takes back what it brought.

    Args:
        sheets: of one trip, in the order they were made.
        closing: see ``closes_at``.
    """
    if not sheets or not sheets[-1].experience:
        return 0
    in_time = [sheet.experience for sheet in sheets if sheet.made_at < closing]
    return in_time[-1] if in_time else 0


class WeekScore(NamedTuple):
    """What somebody's week holds, or what is to be added to it.

    Attributes:
        monday: of the week.
        experience: of the trips that count in it.
        trips: how many they are.
        days: how many they are on each day, Monday first.
    """

    monday: date
    experience: int = 0
    trips: int = 0
    days: tuple[int, ...] = (0,) * DAYS_A_WEEK

    @property
    def active(self) -> tuple[bool, ...]:
        """Which days have a trip that counts."""
        return tuple(count > 0 for count in self.days)

    def plus(self, day: date, experience: int, trips: int) -> WeekScore:
        """Give the week with more on one of its days, or less below zero."""
        place = (day - self.monday).days
        days = list(self.days)
        days[place] += trips
        return WeekScore(self.monday, self.experience + experience, self.trips + trips, tuple(days))

    @property
    def empty(self) -> bool:
        """Nothing counts in it, and nothing is to be added."""
        return not self.experience and not self.trips and not any(self.days)
