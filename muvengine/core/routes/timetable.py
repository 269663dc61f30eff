"""A timetable in flat arrays: lines, the ways their vehicles go, and when.

    line  1-n  pattern    one order of stops on one drawn way
    pattern  1-n  profile seconds from the first departure to each stop
    profile  1-n  departure at a time of the service day, on the days of a service

Feeds repeat themselves: twenty thousand trips of sixty lines are a few hundred patterns.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np

from muvengine.core.routes.plane import Bools, Floats, Ints

# A service day may go on until the evening of the next one.
DAY_S_MAX: Final = 48 * 3_600
DAY_BITS: Final = 22
HOURS_12: Final = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Line:
    """What people call it, and the mode in which they ride it."""

    name: str
    mode: str


@dataclass(frozen=True, slots=True, eq=False)
class Services:
    """The days on which services run; every array but the last two has one value a service.

    Attributes:
        weekdays: bit 0 is Monday; 0 where only single days are named.
        first, last: ordinals of days, both included.
        added, removed: sorted, service and ordinal of a day in one number.
    """

    weekdays: Ints
    first: Ints
    last: Ints
    added: Ints
    removed: Ints

    def running(self, day: date) -> Bools:
        """Tell for each service whether it runs on a day."""
        ordinal = day.toordinal()
        regular = (
            (self.weekdays >> day.weekday() & 1).astype(bool)
            & (self.first <= ordinal)
            & (ordinal <= self.last)
        )
        marks = (np.arange(len(self.weekdays)) << DAY_BITS) | ordinal
        return (regular & ~np.isin(marks, self.removed)) | np.isin(marks, self.added)


@dataclass(frozen=True, slots=True, eq=False)
class Timetable:
    """One feed, cut down to what trips are compared with.

    ``*_first`` says where each one's part of a flat array begins and, last, where all end.

    Attributes:
        zone: in which its times are meant.
        lines: see ``Line``.
        stop_names: for people.
        stop_lat, stop_lon: degrees.
        way_lat, way_lon, way_first: the drawn ways, degrees.
        pattern_line, pattern_way: numbers.
        pattern_drawn: 1 where somebody drew the way, 0 where it goes straight from stop to stop.
        pattern_stop, pattern_at_m, pattern_first: the stops of each pattern in order and how
            far along its way they lie, rising.
        profile_pattern: rising.
        arrive_s, depart_s, profile_first: seconds from the first departure of a profile.
        departure_profile, departure_service, departure_s: sorted by profile and time; seconds
            of the service day.
        services: on which days.
    """

    zone: str
    lines: tuple[Line, ...]
    stop_names: tuple[str, ...]
    stop_lat: Floats
    stop_lon: Floats
    way_lat: Floats
    way_lon: Floats
    way_first: Ints
    pattern_line: Ints
    pattern_way: Ints
    pattern_drawn: Ints
    pattern_stop: Ints
    pattern_at_m: Floats
    pattern_first: Ints
    profile_pattern: Ints
    arrive_s: Ints
    depart_s: Ints
    profile_first: Ints
    departure_profile: Ints
    departure_service: Ints
    departure_s: Ints
    services: Services

    def stops_of(self, pattern: int) -> slice:
        """Give where a pattern's stops lie in the flat arrays."""
        return slice(int(self.pattern_first[pattern]), int(self.pattern_first[pattern + 1]))

    def way_of(self, pattern: int) -> slice:
        """Give where the vertices of a pattern's way lie in the flat arrays."""
        way = int(self.pattern_way[pattern])
        return slice(int(self.way_first[way]), int(self.way_first[way + 1]))

    def days(self) -> tuple[date, date] | None:
        """Give the first and the last day on which anything may run."""
        used = np.unique(self.departure_service)
        services = self.services
        regular = used[services.weekdays[used] > 0]
        day = (1 << DAY_BITS) - 1
        single = services.added[np.isin(services.added >> DAY_BITS, used)] & day
        first = np.concatenate((services.first[regular], single))
        last = np.concatenate((services.last[regular], single))
        if not len(first):
            return None
        return date.fromordinal(int(first.min())), date.fromordinal(int(last.max()))


def day_begins_s(day: date, zone: ZoneInfo) -> float:
    """Give when a service day begins: twelve hours before noon.

    That is not midnight on the days when clocks change.  Source: GTFS reference, "Time".

    Returns:
        Seconds since 1970 UTC.
    """
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=zone)
    return (noon.astimezone(UTC) - HOURS_12).timestamp()
