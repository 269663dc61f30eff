"""Stops and drawn ways: stops.txt and shapes.txt."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from muvengine.core.routes.plane import Floats
from muvengine.formats.gtfs.archive import Archive
from muvengine.formats.gtfs.limits import GtfsLimits
from muvengine.formats.gtfs.problems import Problems, shorten
from muvengine.formats.gtfs.values import degrees, whole

STOPS: Final = "stops.txt"
SHAPES: Final = "shapes.txt"
# Entrances, crossings inside a station, boarding areas: no vehicle is timed there.
_NEVER_SERVED: Final = frozenset({"2", "3", "4"})
_WAY_M_MIN: Final = 10.0


@dataclass(slots=True)
class Stops:
    """Where vehicles halt; each has a number.

    Attributes:
        numbers: by the feed's identifier.
        names, lat, lon: by number.
    """

    numbers: dict[str, int] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    lat: list[float] = field(default_factory=list)
    lon: list[float] = field(default_factory=list)


def read_stops(archive: Archive, limits: GtfsLimits, problems: Problems) -> Stops:
    """Read the stops; two with one identifier are an error."""
    found = Stops()
    if STOPS not in archive:
        problems.add("file_missing", STOPS)
    rows = archive.rows(STOPS, ("stop_id", "stop_lat", "stop_lon"), ("stop_name", "location_type"))
    for line, (key, lat, lon, name, kind) in rows:
        if kind.strip() in _NEVER_SERVED:
            continue
        if not key.strip():
            problems.add("value_missing", STOPS, line, column="stop_id")
            continue
        position = degrees(lat, lon)
        if position is None:
            problems.add("bad_position", STOPS, line, value=f"{lat}, {lon}")
            continue
        if key in found.numbers:
            problems.add("twice", STOPS, line, column="stop_id", value=key)
            continue
        found.numbers[key] = len(found.names)
        found.names.append(shorten(name, limits.text_chars_max) or shorten(key) or "?")
        found.lat.append(position[0])
        found.lon.append(position[1])
    return found


def read_ways(
    archive: Archive, wanted: set[str], problems: Problems
) -> dict[str, tuple[Floats, Floats]]:
    """Read the drawn ways that trips go on.

    Args:
        archive: the feed.
        wanted: identifiers named by trips.
        problems: of a way without length only a warning, since the stops are a way too.
    """
    numbers: dict[str, int] = {}
    owner, order = array("i"), array("i")
    lat, lon = array("d"), array("d")
    columns = ("shape_id", "shape_pt_lat", "shape_pt_lon", "shape_pt_sequence")
    for line, (key, north, east, place) in archive.rows(SHAPES, columns):
        if key not in wanted:
            continue
        position, sequence = degrees(north, east), whole(place)
        if position is None:
            problems.add("bad_position", SHAPES, line, value=f"{north}, {east}")
        elif sequence is None:
            problems.add("bad_number", SHAPES, line, column="shape_pt_sequence", value=place)
        else:
            owner.append(numbers.setdefault(key, len(numbers)))
            order.append(sequence)
            lat.append(position[0])
            lon.append(position[1])
    owners = np.array(owner, dtype=np.int64)
    by_way = np.lexsort((np.array(order, dtype=np.int64), owners))
    edges = np.searchsorted(owners[by_way], np.arange(len(numbers) + 1))
    north_all, east_all = np.array(lat)[by_way], np.array(lon)[by_way]
    ways = {}
    for key, number in numbers.items():
        part = slice(int(edges[number]), int(edges[number + 1]))
        way = north_all[part], east_all[part]
        if len(way[0]) > 1 and _has_length(*way):
            ways[key] = way
    for key in sorted(wanted - ways.keys()):
        problems.add("way_left_out", SHAPES, 0, value=key)
    return ways


def _has_length(lat: Floats, lon: Floats) -> bool:
    north_m, east_m = np.ptp(lat) * 111_000.0, np.ptp(lon) * 111_000.0 * np.cos(np.radians(lat[0]))
    return bool(np.hypot(north_m, east_m) >= _WAY_M_MIN)
