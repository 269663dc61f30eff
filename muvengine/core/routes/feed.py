"""A timetable that an organiser uploaded: a draft first, then trips are held against it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

# Operators publish the next one about a month before.
ENDS_SOON: Final = timedelta(days=30)


class FeedState(StrEnum):
    """A draft becomes live, and a live one is replaced or put away."""

    DRAFT = "draft"
    LIVE = "live"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Feed:
    """What is known of a timetable without unpacking it.

    Attributes:
        id: the row's number.
        name: whose timetable; of one name at most one is live.
        state: see there.
        sha256: of the file as it was uploaded.
        first_day, last_day: on which anything runs.
        summary: counts of lines, stops and departures.
        problems: code, file, line and facts of each warning.
        uploaded_at: aware.
        published_at: aware; None for one that never was live.
    """

    id: int
    name: str
    state: FeedState
    sha256: str
    first_day: date
    last_day: date
    summary: Mapping[str, int]
    problems: tuple[tuple[str, str, int, Mapping[str, str | int]], ...]
    uploaded_at: datetime
    published_at: datetime | None = None

    def covers(self, day: date) -> bool:
        """Tell whether a day lies between the first and the last."""
        return self.first_day <= day <= self.last_day

    def ends_soon(self, day: date) -> bool:
        """Tell whether on a day it is time to ask for the next one."""
        return self.covers(day) and self.last_day - day <= ENDS_SOON
