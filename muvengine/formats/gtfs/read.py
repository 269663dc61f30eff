"""Read a timetable; everything wrong with it is told at once."""

from __future__ import annotations

from dataclasses import dataclass

from muvengine.core.routes.timetable import Timetable
from muvengine.formats.gtfs.archive import open_archive
from muvengine.formats.gtfs.build import Builder
from muvengine.formats.gtfs.days import Days
from muvengine.formats.gtfs.limits import GTFS_LIMITS, GtfsLimits
from muvengine.formats.gtfs.places import read_stops, read_ways
from muvengine.formats.gtfs.problems import Problem, Problems
from muvengine.formats.gtfs.times import Times
from muvengine.formats.gtfs.trips import read_trips


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What became of a file.

    Attributes:
        timetable: None when it cannot be used.
        problems: errors first, then by file and line.
    """

    timetable: Timetable | None
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Those that keep it from being used."""
        return tuple(problem for problem in self.problems if problem.is_error)


def read_gtfs(data: bytes, limits: GtfsLimits = GTFS_LIMITS) -> Reading:
    """Read a feed of GTFS Schedule.

    Args:
        data: the zip.
        limits: see ``GtfsLimits``.

    Raises:
        FileEmpty: no bytes.
        FileCompressed: no zip, or one that cannot be read.
        FileTooBig: more files, or more bytes in one, than allowed.
    """
    problems = Problems(limits)
    with open_archive(data, limits, problems) as archive:
        days = Days()
        days.read(archive, problems)
        stops = read_stops(archive, limits, problems)
        trips = read_trips(archive, days.numbers, limits, problems)
        ways = read_ways(archive, {trip.way for trip in trips.trips if trip.way}, problems)
        times = Times()
        times.read(archive, trips, stops, problems)
    builder = Builder(trips, stops, ways, problems, limits)
    builder.add(times.calls(trips, stops, problems))
    timetable = builder.timetable(days.services())
    if timetable is not None and timetable.days() is None:
        problems.add("never_runs")
    usable = timetable is not None and not problems.errors
    return Reading(timetable if usable else None, problems.told())
