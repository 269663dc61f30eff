"""When work is due: local calendar arithmetic, safe over both changes of the clock.

APScheduler's cron triggers lose the day after the spring change and repeat an hour in
autumn.  Here a job has periods, each with a name and one instant from which it is due.  A
tick in UTC asks which periods are due, and a row per period makes each run once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Final, Protocol
from zoneinfo import ZoneInfo

# After a longer silence the oldest periods are let go: somebody has to look anyway.
PERIODS_MAX: Final = 400
DAYS_PER_WEEK: Final = 7


class Rhythm(Protocol):
    """Cuts time into periods that follow each other without a gap.

    A period is known by a number; names are for people and sort as numbers do.
    """

    def number(self, now: datetime, zone: ZoneInfo) -> int:
        """Give the period on the calendar at ``now``; it may not be due yet."""

    def due_at(self, number: int, zone: ZoneInfo) -> datetime:
        """Give the instant from which a period is due."""

    def name(self, number: int) -> str:
        """Give the name of a period."""


def due_periods(
    rhythm: Rhythm, *, now: datetime, zone: ZoneInfo, last: str | None
) -> tuple[str, ...]:
    """Give the periods that are due and later than ``last``, oldest first.

    Args:
        rhythm: the job's.
        now: aware.  A clock set back gives nothing until it has caught up.
        zone: the programme's; days and weeks are local to it.
        last: the newest period ever begun; None gives the newest due one alone.

    Returns:
        At most ``PERIODS_MAX`` names, the newest.
    """
    newest = rhythm.number(now, zone)
    if rhythm.due_at(newest, zone) > now:
        newest -= 1
    if last is None:
        return (rhythm.name(newest),)
    names: list[str] = []
    for number in range(newest, newest - PERIODS_MAX, -1):
        if rhythm.name(number) <= last:
            break
        names.append(rhythm.name(number))
    return tuple(reversed(names))


@dataclass(frozen=True, slots=True)
class Every:
    """Every so many minutes of UTC, as ``2026-03-29T01:05Z``: local clocks repeat an hour."""

    minutes: int

    def number(self, now: datetime, zone: ZoneInfo) -> int:
        """See ``Rhythm``."""
        del zone
        return int(now.timestamp()) // (60 * self.minutes)

    def due_at(self, number: int, zone: ZoneInfo) -> datetime:
        """See ``Rhythm``."""
        del zone
        return datetime.fromtimestamp(number * 60 * self.minutes, UTC)

    def name(self, number: int) -> str:
        """See ``Rhythm``."""
        return f"{datetime.fromtimestamp(number * 60 * self.minutes, UTC):%Y-%m-%dT%H:%MZ}"


@dataclass(frozen=True, slots=True)
class Daily:
    """Once each local day, as ``2026-03-29``; see ``local_instant`` for ``at``."""

    at: time

    def number(self, now: datetime, zone: ZoneInfo) -> int:
        """See ``Rhythm``."""
        return now.astimezone(zone).toordinal()

    def due_at(self, number: int, zone: ZoneInfo) -> datetime:
        """See ``Rhythm``."""
        return local_instant(date.fromordinal(number), self.at, zone)

    def name(self, number: int) -> str:
        """See ``Rhythm``."""
        return date.fromordinal(number).isoformat()


@dataclass(frozen=True, slots=True)
class Weekly:
    """Once each local week, on Monday, as ``2026-W14`` after ISO 8601."""

    at: time

    def number(self, now: datetime, zone: ZoneInfo) -> int:
        """See ``Rhythm``."""
        return (now.astimezone(zone).toordinal() - 1) // DAYS_PER_WEEK

    def due_at(self, number: int, zone: ZoneInfo) -> datetime:
        """See ``Rhythm``."""
        return local_instant(self._monday(number), self.at, zone)

    def name(self, number: int) -> str:
        """See ``Rhythm``."""
        year, week, _ = self._monday(number).isocalendar()
        return f"{year}-W{week:02}"

    def _monday(self, number: int) -> date:
        """Day 1 of the calendar, 1 January of year 1, was a Monday."""
        return date.fromordinal(number * DAYS_PER_WEEK + 1)


@dataclass(frozen=True, slots=True)
class Monthly:
    """Once each local month, on its first day, as ``2026-03``."""

    at: time

    def number(self, now: datetime, zone: ZoneInfo) -> int:
        """See ``Rhythm``."""
        local = now.astimezone(zone)
        return local.year * 12 + local.month - 1

    def due_at(self, number: int, zone: ZoneInfo) -> datetime:
        """See ``Rhythm``."""
        return local_instant(date(number // 12, number % 12 + 1, 1), self.at, zone)

    def name(self, number: int) -> str:
        """See ``Rhythm``."""
        return f"{number // 12}-{number % 12 + 1:02}"


def local_instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Give the one instant of a local time on a local day, in UTC.

    A time that the clock skips in spring is an hour's jump later; one that comes twice in
    autumn is the first (PEP 495, fold 0).
    """
    return datetime.combine(day, at, zone).astimezone(UTC)
