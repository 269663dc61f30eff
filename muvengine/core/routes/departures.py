"""Did anything depart then, by the timetable of that service day?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np

from muvengine.core.routes.plane import Bools
from muvengine.core.routes.ride import Ride
from muvengine.core.routes.stop_index import Call
from muvengine.core.routes.timetable import Timetable, day_begins_s

# A vehicle may be a little early and rather late.
EARLY_S_MAX: Final = 180
LATE_S_MAX: Final = 900
# A service day may end in the night after the next; one begins before midnight when the
# clocks change.
_DAYS_AROUND: Final = (0, -1, -2, 1)
_DAYS_HELD_MAX: Final = 64


class Departures:
    """The departures of a timetable by pattern and day."""

    def __init__(self, timetable: Timetable) -> None:
        self._table = timetable
        self._zone = ZoneInfo(timetable.zone)
        table = timetable
        self._profiles = np.searchsorted(
            table.profile_pattern, np.arange(len(table.pattern_line) + 1)
        )
        self._departures = np.searchsorted(
            table.departure_profile, np.arange(len(table.profile_pattern) + 1)
        )
        last = table.profile_first[1:] - 1
        ends = table.departure_s + table.arrive_s[last][table.departure_profile]
        self._end_s = int(ends.max(initial=0))
        self._running: dict[date, Bools] = {}

    def fits(self, ride: Ride) -> tuple[Call, Call] | None:
        """Find a departure that was entered and left when it should be there.

        Returns:
            Where its pattern calls, or None.
        """
        days = list(self._days(ride.entered_s))
        for call, other in ride.part.calls:
            begin_m = float(self._table.pattern_at_m[call.place])
            places = begin_m + ride.entered_m, begin_m + ride.left_m
            for profile in range(*self._profiles[call.pattern : call.pattern + 2].tolist()):
                span = self._scheduled(profile, call, other, places)
                if any(self._departed(profile, span, ride, day, at) for day, at in days):
                    return call, other
        return None

    def run_s(self, call: Call, other: Call) -> float:
        """Give the seconds from one stop of a pattern to another, in its first profile."""
        table = self._table
        profile = int(self._profiles[call.pattern])
        first = int(table.profile_first[profile]) - int(table.pattern_first[call.pattern])
        return float(table.arrive_s[first + other.place] - table.depart_s[first + call.place])

    def _scheduled(
        self, profile: int, call: Call, other: Call, places: tuple[float, float]
    ) -> tuple[float, float]:
        """Give seconds from the first departure to two places along the way."""
        table = self._table
        shift = int(table.profile_first[profile]) - int(table.pattern_first[call.pattern])
        stops = slice(call.place, other.place + 1)
        times = slice(call.place + shift, other.place + 1 + shift)
        at_m = table.pattern_at_m[stops]
        entered = np.interp(places[0], at_m, table.depart_s[times])
        return float(entered), float(np.interp(places[1], at_m, table.arrive_s[times]))

    def _departed(
        self, profile: int, span: tuple[float, float], ride: Ride, day: date, begins_s: float
    ) -> bool:
        """Tell whether a vehicle of this profile was there at both times on a service day."""
        table = self._table
        low, high = self._departures[profile : profile + 2].tolist()
        starts = table.departure_s[low:high]
        # A vehicle is late by what was seen less what was promised.
        entered_s, left_s = ride.entered_s - begins_s - span[0], ride.left_s - begins_s - span[1]
        first = int(np.searchsorted(starts, max(entered_s, left_s) - LATE_S_MAX, side="left"))
        last = int(np.searchsorted(starts, min(entered_s, left_s) + EARLY_S_MAX, side="right"))
        if first >= last:
            return False
        return bool(self._runs(day)[table.departure_service[low + first : low + last]].any())

    def _days(self, moment_s: float) -> Iterator[tuple[date, float]]:
        """Give the service days that may hold a moment, and when each begins."""
        today = datetime.fromtimestamp(moment_s, UTC).astimezone(self._zone).date()
        for shift in _DAYS_AROUND:
            day = today + timedelta(days=shift)
            begins_s = day_begins_s(day, self._zone)
            if -EARLY_S_MAX <= moment_s - begins_s <= self._end_s + LATE_S_MAX:
                yield day, begins_s

    def _runs(self, day: date) -> Bools:
        running = self._running.get(day)
        if running is None:
            if len(self._running) >= _DAYS_HELD_MAX:
                self._running.clear()
            running = self._running[day] = self._table.services.running(day)
        return running
