"""When each trip is at each stop: stop_times.txt, the one table that is really long."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from muvengine.core.routes.plane import Floats, Ints, Plane
from muvengine.formats.gtfs.archive import Archive
from muvengine.formats.gtfs.places import Stops
from muvengine.formats.gtfs.problems import Problems
from muvengine.formats.gtfs.trips import TRIPS, Trips
from muvengine.formats.gtfs.values import seconds_of, whole

TIMES: Final = "stop_times.txt"
# From somewhere to somewhere.
STOPS_MIN: Final = 2
# Placing stops on a way costs their number times its length.
STOPS_MAX: Final = 300
_UNKNOWN: Final = -1


@dataclass(frozen=True, slots=True, eq=False)
class Calls:
    """One trip's stops in order, with seconds of the service day."""

    trip: int
    stops: Ints
    arrive_s: Ints
    depart_s: Ints


class Times:
    """The table in memory, 24 bytes a row."""

    def __init__(self) -> None:
        self._columns = tuple(array("i") for _ in range(6))
        self._broken: set[int] = set()

    def read(self, archive: Archive, trips: Trips, stops: Stops, problems: Problems) -> None:
        """Read the rows; a trip with a stop that nobody knows is left out."""
        if TIMES not in archive:
            problems.add("file_missing", TIMES)
        add_trip, add_stop, add_place, add_arrive, add_depart, add_line = (
            column.append for column in self._columns
        )
        columns = ("trip_id", "stop_id", "stop_sequence")
        optional = ("arrival_time", "departure_time")
        numbers, places = trips.numbers, stops.numbers
        for line, (key, stop, order, arrival, departure) in archive.rows(TIMES, columns, optional):
            trip = numbers.get(key)
            if trip is None:
                if key not in trips.left_out:
                    problems.add("unknown", TIMES, line, column="trip_id", value=key)
                continue
            place = places.get(stop)
            if place is None:
                problems.add("unknown", TIMES, line, column="stop_id", value=stop)
                self._broken.add(trip)
                continue
            sequence = whole(order)
            if sequence is None:
                problems.add("bad_number", TIMES, line, column="stop_sequence", value=order)
                continue
            arrive_s, depart_s = _seconds(arrival, departure, line, problems)
            add_trip(trip)
            add_stop(place)
            add_place(sequence)
            add_arrive(arrive_s)
            add_depart(depart_s)
            add_line(line)

    def calls(self, trips: Trips, stops: Stops, problems: Problems) -> Iterator[Calls]:
        """Give the trips that can be used, the others with what is wrong with them."""
        trip, stop, place, arrive, depart, line = (
            np.frombuffer(column, dtype=np.int32).astype(np.int64) for column in self._columns
        )
        order = np.lexsort((place, trip))
        edges = np.searchsorted(trip[order], np.arange(len(trips.trips) + 1))
        lat, lon = np.array(stops.lat), np.array(stops.lon)
        names = tuple(trips.numbers)
        for number in range(len(trips.trips)):
            rows = order[edges[number] : edges[number + 1]]
            if number in self._broken:
                continue
            if not len(rows):
                problems.add("trip_empty", TRIPS, 0, value=names[number])
                continue
            code, at = _wrong(place[rows], arrive[rows], depart[rows])
            if code:
                problems.add(code, TIMES, int(line[rows[at]]))
                continue
            way = lat[stop[rows]], lon[stop[rows]]
            arrive_s, depart_s = _filled(arrive[rows], depart[rows], way)
            yield Calls(number, stop[rows], arrive_s, depart_s)


def _seconds(arrival: str, departure: str, line: int, problems: Problems) -> tuple[int, int]:
    """Read both times of a stop; where only one is written it is the other, too."""
    arrive_s, depart_s = seconds_of(arrival), seconds_of(departure)
    for text, seconds in ((arrival, arrive_s), (departure, depart_s)):
        if seconds is None and text.strip():
            problems.add("bad_time", TIMES, line, value=text)
    if arrive_s is None:
        arrive_s = depart_s
    if depart_s is None:
        depart_s = arrive_s
    return (
        _UNKNOWN if arrive_s is None else arrive_s,
        _UNKNOWN if depart_s is None else depart_s,
    )


def _wrong(place: Ints, arrive: Ints, depart: Ints) -> tuple[str, int]:
    """Say why a trip cannot be used and at which of its stops; empty where it can."""
    if len(place) < STOPS_MIN:
        return "too_few_stops", 0
    if len(place) > STOPS_MAX:
        return "too_many_stops", STOPS_MAX
    doubled = np.flatnonzero(np.diff(place) == 0)
    if len(doubled):
        return "sequence_twice", int(doubled[0]) + 1
    if arrive[0] == _UNKNOWN or arrive[-1] == _UNKNOWN:
        return "time_missing", 0 if arrive[0] == _UNKNOWN else len(arrive) - 1
    known = np.flatnonzero(arrive != _UNKNOWN)
    times = np.column_stack((arrive[known], depart[known])).ravel()
    back = np.flatnonzero(np.diff(times) < 0)
    return ("times_backwards", int(known[(back[0] + 1) // 2])) if len(back) else ("", 0)


def _filled(arrive: Ints, depart: Ints, way: tuple[Floats, Floats]) -> tuple[Ints, Ints]:
    """Set the times of stops without one evenly between the timed ones."""
    missing = arrive == _UNKNOWN
    if not missing.any():
        return arrive, depart
    x, y = Plane.around(*way).project(*way)
    along = np.concatenate(([0.0], np.cumsum(np.hypot(np.diff(x), np.diff(y)) + 1.0)))
    timed = np.flatnonzero(~missing)
    # Between two timed stops a vehicle leaves the one and reaches the other.
    before = timed[np.searchsorted(timed, np.flatnonzero(missing)) - 1]
    after = timed[np.searchsorted(timed, np.flatnonzero(missing))]
    share = (along[missing] - along[before]) / (along[after] - along[before])
    between = np.rint(depart[before] + share * (arrive[after] - depart[before])).astype(np.int64)
    arrive, depart = arrive.copy(), depart.copy()
    arrive[missing] = depart[missing] = between
    return arrive, depart
