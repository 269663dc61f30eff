"""From trips with times to a timetable: what repeats is kept once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from muvengine.core.routes.plane import Floats, Ints
from muvengine.core.routes.stop_places import along_way_m, place_stops
from muvengine.core.routes.timetable import DAY_S_MAX, Services, Timetable
from muvengine.formats.gtfs.limits import GtfsLimits
from muvengine.formats.gtfs.places import SHAPES, Stops
from muvengine.formats.gtfs.problems import Problems
from muvengine.formats.gtfs.times import TIMES, Calls
from muvengine.formats.gtfs.trips import Trips

# A stop further from the drawn way was drawn for another way.
BESIDE_M_MAX: Final = 150.0

Way = tuple[Floats, Floats]


@dataclass(slots=True)
class _Pattern:
    line: int
    way: int
    stops: Ints
    at_m: Floats
    drawn: bool


@dataclass(slots=True)
class Builder:
    """Collects patterns, profiles and departures."""

    trips: Trips
    stops: Stops
    ways: dict[str, Way]
    problems: Problems
    limits: GtfsLimits
    _patterns: list[_Pattern] = field(default_factory=list)
    _pattern_numbers: dict[tuple[int, str, bytes], int] = field(default_factory=dict)
    _profiles: list[tuple[int, Ints, Ints]] = field(default_factory=list)
    _profile_numbers: dict[tuple[int, bytes, bytes], int] = field(default_factory=dict)
    _departures: list[tuple[int, int, int]] = field(default_factory=list)
    _ways: list[Way] = field(default_factory=list)
    _way_numbers: dict[str, int] = field(default_factory=dict)

    def add(self, calls: Iterable[Calls]) -> None:
        """Take trips; too many departures are an error."""
        for one in calls:
            trip = self.trips.trips[one.trip]
            pattern = self._pattern(trip.line, trip.way, one.stops)
            if len(self._patterns) > self.limits.patterns_max:
                self.problems.add("too_many_patterns", most=self.limits.patterns_max)
                return
            begin = int(one.depart_s[0])
            profile = self._profile(pattern, one.arrive_s - begin, one.depart_s - begin)
            for start_s in self._starts(one.trip, begin):
                self._departures.append((profile, start_s, trip.service))
                if len(self._departures) > self.limits.departures_max:
                    self.problems.add("too_many_departures", most=self.limits.departures_max)
                    return

    def _starts(self, trip: int, begin: int) -> Iterable[int]:
        repeats = self.trips.repeats.get(trip)
        if repeats is None:
            return (begin,)
        return (
            start_s
            for first_s, last_s, every_s in repeats
            for start_s in range(first_s, min(max(last_s, first_s + 1), DAY_S_MAX), every_s)
        )

    def _pattern(self, line: int, way: str, stops: Ints) -> int:
        key = line, way, stops.tobytes()
        number = self._pattern_numbers.get(key)
        if number is None:
            number = self._pattern_numbers[key] = len(self._patterns)
            self._patterns.append(self._placed(line, way, stops))
        return number

    def _placed(self, line: int, way: str, stops: Ints) -> _Pattern:
        """Place stops on the drawn way; without a fitting one the stops are the way."""
        lat = np.array([self.stops.lat[stop] for stop in stops.tolist()])
        lon = np.array([self.stops.lon[stop] for stop in stops.tolist()])
        drawn = self.ways.get(way)
        if drawn is not None:
            at_m, beside_m = place_stops(drawn, (lat, lon))
            furthest = int(np.argmax(beside_m))
            if beside_m[furthest] <= BESIDE_M_MAX and at_m[-1] > at_m[0]:
                return _Pattern(line, self._way(way, drawn), stops, at_m, drawn=True)
            stop = self.stops.names[int(stops[furthest])]
            self.problems.add("way_beside", SHAPES, 0, value=way, stop=stop)
        straight = f"\0{stops.tobytes().hex()}"
        number = self._way(straight, (lat, lon))
        return _Pattern(line, number, stops, along_way_m(lat, lon), drawn=False)

    def _way(self, key: str, way: Way) -> int:
        number = self._way_numbers.get(key)
        if number is None:
            number = self._way_numbers[key] = len(self._ways)
            self._ways.append(way)
        return number

    def _profile(self, pattern: int, arrive_s: Ints, depart_s: Ints) -> int:
        key = pattern, arrive_s.tobytes(), depart_s.tobytes()
        number = self._profile_numbers.get(key)
        if number is None:
            number = self._profile_numbers[key] = len(self._profiles)
            self._profiles.append((pattern, arrive_s, depart_s))
        return number

    def timetable(self, services: Services) -> Timetable | None:
        """Give the timetable; None when nothing departs."""
        if not self._departures:
            self.problems.add("nothing_left", TIMES)
            return None
        order = sorted(range(len(self._profiles)), key=lambda number: self._profiles[number][0])
        place = np.empty(len(order), dtype=np.int64)
        place[order] = np.arange(len(order))
        profiles = [self._profiles[number] for number in order]
        departures = np.array(self._departures, dtype=np.int64)
        departures[:, 0] = place[departures[:, 0]]
        departures = departures[np.lexsort((departures[:, 1], departures[:, 0]))]
        patterns = self._patterns
        return Timetable(
            zone=self.trips.zone,
            lines=tuple(self.trips.lines),
            stop_names=tuple(self.stops.names),
            stop_lat=np.array(self.stops.lat),
            stop_lon=np.array(self.stops.lon),
            way_lat=np.concatenate([way[0] for way in self._ways]),
            way_lon=np.concatenate([way[1] for way in self._ways]),
            way_first=_first(len(way[0]) for way in self._ways),
            pattern_line=np.array([one.line for one in patterns], dtype=np.int64),
            pattern_way=np.array([one.way for one in patterns], dtype=np.int64),
            pattern_drawn=np.array([one.drawn for one in patterns], dtype=np.int64),
            pattern_stop=np.concatenate([one.stops for one in patterns]),
            pattern_at_m=np.concatenate([one.at_m for one in patterns]),
            pattern_first=_first(len(one.stops) for one in patterns),
            profile_pattern=np.array([one[0] for one in profiles], dtype=np.int64),
            arrive_s=np.concatenate([one[1] for one in profiles]),
            depart_s=np.concatenate([one[2] for one in profiles]),
            profile_first=_first(len(one[1]) for one in profiles),
            departure_profile=departures[:, 0],
            departure_s=departures[:, 1],
            departure_service=departures[:, 2],
            services=services,
        )


def _first(counts: Iterable[int]) -> Ints:
    return np.concatenate(([0], np.cumsum(list(counts), dtype=np.int64)))
