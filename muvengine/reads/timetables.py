"""Timetables as their organiser sees them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from muvengine.core.routes.feed import Feed
from muvengine.formats.gtfs.kept import unkeep
from muvengine.store.unit_of_work import UnitOfWork

Position = tuple[float, float]


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """One way of a line.

    Attributes:
        name: what people call it.
        mode: in which it is ridden.
        path: (lat, lon) in degrees.
    """

    name: str
    mode: str
    path: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class ShownTimetable:
    """A timetable with its lines.

    Attributes:
        feed: see there.
        lines: name and mode of each, by name.
        ways: each drawn once, the one with the most stops of each line.
    """

    feed: Feed
    lines: tuple[tuple[str, str], ...]
    ways: tuple[DrawnLine, ...]


def timetables(open_reading: Callable[[], UnitOfWork]) -> tuple[Feed, ...]:
    """List timetables, the latest first, those put away too."""
    with open_reading() as uow:
        return uow.timetables.all_of_them()


def timetable(open_reading: Callable[[], UnitOfWork], feed_id: int) -> ShownTimetable:
    """Give one timetable.

    Raises:
        NotFound: no such timetable.
    """
    with open_reading() as uow:
        feed, kept = uow.timetables.get(feed_id), uow.timetables.kept(feed_id)
    table = unkeep(kept)
    longest: dict[int, int] = {}
    stops = np.diff(table.pattern_first)
    for pattern, line in enumerate(table.pattern_line.tolist()):
        if line not in longest or stops[pattern] > stops[longest[line]]:
            longest[line] = pattern
    ways = []
    for line, pattern in longest.items():
        part = table.way_of(pattern)
        path = tuple(zip(table.way_lat[part].tolist(), table.way_lon[part].tolist(), strict=True))
        ways.append(DrawnLine(table.lines[line].name, table.lines[line].mode, path))
    ways.sort(key=lambda way: (len(way.name), way.name))
    return ShownTimetable(feed, tuple((way.name, way.mode) for way in ways), tuple(ways))
