"""Which game holds in which week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from muvengine.core.game.weeks import closes_at


@dataclass(frozen=True, slots=True)
class GameVersion:
    """A published game file, without its text.

    Attributes:
        id: the row's number.
        sha256: of the file.
        first_day: the Monday from which it holds, until the next version does.
        closes_after_days: see ``Game``.
        published_at: aware.
        published_by: number of the person; None for the console.
    """

    id: int
    sha256: str
    first_day: date
    closes_after_days: int
    published_at: datetime
    published_by: int | None = None

    def closes(self, monday: date, zone: ZoneInfo) -> datetime:
        """Give the instant from which the results of one of its weeks stand."""
        return closes_at(monday, self.closes_after_days, zone)


@dataclass(frozen=True, slots=True)
class Games:
    """Every published version, the earliest first, and the town's zone.

    Two may begin on the same Monday: the one that was published last holds.
    """

    versions: Sequence[GameVersion]
    zone: ZoneInfo

    def of_week(self, monday: date) -> GameVersion | None:
        """Give the version that holds in a week; None before the game began."""
        return next((one for one in reversed(self.versions) if one.first_day <= monday), None)

    def numbered(self, version_id: int) -> GameVersion:
        """Find a version by its number, which another row names."""
        return next(one for one in self.versions if one.id == version_id)

    def is_closed(self, monday: date, now: datetime) -> bool:
        """Tell whether the results of a week stand; those from before the game do."""
        version = self.of_week(monday)
        return version is None or version.closes(monday, self.zone) <= now
