"""Lines and the trips of their vehicles: agency.txt, routes.txt, trips.txt, frequencies.txt."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final
from zoneinfo import ZoneInfo

from muvengine.core.modes.mode import Mode
from muvengine.core.routes.timetable import Line
from muvengine.formats.gtfs.archive import Archive
from muvengine.formats.gtfs.limits import GtfsLimits
from muvengine.formats.gtfs.problems import Problems, shorten
from muvengine.formats.gtfs.values import seconds_of, whole

AGENCY: Final = "agency.txt"
ROUTES: Final = "routes.txt"
TRIPS: Final = "trips.txt"
FREQUENCIES: Final = "frequencies.txt"
_PLAIN: Final = {
    0: Mode.TRAM,
    1: Mode.SUBWAY,
    2: Mode.TRAIN,
    3: Mode.BUS,
    5: Mode.TRAM,
    11: Mode.BUS,
    12: Mode.SUBWAY,
}
# Hundreds of the extended route types.
_EXTENDED: Final = {
    1: Mode.TRAIN,
    2: Mode.BUS,
    4: Mode.SUBWAY,
    7: Mode.BUS,
    8: Mode.BUS,
    9: Mode.TRAM,
}


def mode_of(route_type: int) -> str | None:
    """Give the mode in which people ride a kind of line; None for ferries, lifts and taxis.

    Source: GTFS reference, ``route_type``, and Google's extended route types.
    """
    mode = _PLAIN.get(route_type) or _EXTENDED.get(route_type // 100)
    return None if mode is None else str(mode)


@dataclass(frozen=True, slots=True)
class Trip:
    """One vehicle's trip, before its times are known."""

    line: int
    service: int
    way: str


@dataclass(slots=True)
class Trips:
    """Lines and trips; each trip has a number.

    Attributes:
        zone: in which times are meant.
        lines: by number.
        numbers: of trips, by the feed's identifier.
        trips: by number.
        left_out: identifiers of trips that were left out knowingly.
        repeats: by number of a trip: first and last second of the day, and seconds between.
    """

    zone: str = ""
    lines: list[Line] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    trips: list[Trip] = field(default_factory=list)
    left_out: set[str] = field(default_factory=set)
    repeats: dict[int, list[tuple[int, int, int]]] = field(default_factory=dict)


def read_trips(
    archive: Archive, services: dict[str, int], limits: GtfsLimits, problems: Problems
) -> Trips:
    """Read lines, trips and how often they repeat."""
    for file in (AGENCY, ROUTES, TRIPS):
        if file not in archive:
            problems.add("file_missing", file)
    found = Trips(zone=_zone(archive, problems))
    lines, left_out = _lines(archive, found, limits, problems)
    _trips(archive, found, (lines, left_out, services), problems)
    _repeats(archive, found, problems)
    return found


def _zone(archive: Archive, problems: Problems) -> str:
    zones: dict[str, int] = {}
    for line, (name,) in archive.rows(AGENCY, ("agency_timezone",)):
        zones.setdefault(name.strip(), line)
    for name, line in zones.items():
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError):
            problems.add("bad_zone", AGENCY, line, value=name)
        if name != next(iter(zones)):
            problems.add("two_zones", AGENCY, line, value=name)
    if not zones and AGENCY in archive:
        problems.add("table_empty", AGENCY)
    return next(iter(zones), "")


def _lines(
    archive: Archive, found: Trips, limits: GtfsLimits, problems: Problems
) -> tuple[dict[str, int], set[str]]:
    """Read the lines; ferries and the like are left out with all their trips."""
    numbers: dict[str, int] = {}
    left_out: set[str] = set()
    optional = ("route_short_name", "route_long_name")
    for line, (key, kind, short, full) in archive.rows(
        ROUTES, ("route_id", "route_type"), optional
    ):
        route_type = whole(kind)
        if key in numbers or key in left_out:
            problems.add("twice", ROUTES, line, column="route_id", value=key)
        elif route_type is None:
            problems.add("bad_number", ROUTES, line, column="route_type", value=kind)
        elif (mode := mode_of(route_type)) is None:
            left_out.add(key)
            problems.add("mode_left_out", ROUTES, line, value=short or full or key)
        else:
            name = shorten(short, limits.text_chars_max) or shorten(full, limits.text_chars_max)
            numbers[key] = len(found.lines)
            found.lines.append(Line(name or shorten(key) or "?", mode))
    return numbers, left_out


def _trips(
    archive: Archive,
    found: Trips,
    known: tuple[dict[str, int], set[str], dict[str, int]],
    problems: Problems,
) -> None:
    lines, left_out, services = known
    columns = ("trip_id", "route_id", "service_id")
    for line, (key, route, service, way) in archive.rows(TRIPS, columns, ("shape_id",)):
        if key in found.numbers or key in found.left_out:
            problems.add("twice", TRIPS, line, column="trip_id", value=key)
        elif route in left_out:
            found.left_out.add(key)
        elif route not in lines:
            found.left_out.add(key)
            problems.add("unknown", TRIPS, line, column="route_id", value=route)
        elif service not in services:
            found.left_out.add(key)
            problems.add("unknown", TRIPS, line, column="service_id", value=service)
        else:
            found.numbers[key] = len(found.trips)
            found.trips.append(Trip(lines[route], services[service], way))


def _repeats(archive: Archive, found: Trips, problems: Problems) -> None:
    columns = ("trip_id", "start_time", "end_time", "headway_secs")
    for line, (key, start, end, every) in archive.rows(FREQUENCIES, columns):
        if key in found.left_out:
            continue
        first_s, last_s, every_s = seconds_of(start), seconds_of(end), whole(every)
        if key not in found.numbers:
            problems.add("unknown", FREQUENCIES, line, column="trip_id", value=key)
        elif first_s is None or last_s is None or last_s < first_s:
            problems.add("bad_time", FREQUENCIES, line, value=f"{start}, {end}")
        elif not every_s:
            problems.add("bad_number", FREQUENCIES, line, column="headway_secs", value=every)
        else:
            span = (first_s, last_s, every_s)
            found.repeats.setdefault(found.numbers[key], []).append(span)
