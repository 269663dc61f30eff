"""How large a timetable may be."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GtfsLimits:
    """What the reader takes.

    Attributes:
        parts_max: files in the zip, also those that are not read.
        part_bytes_max: of one file, unpacked.
        ratio_max: unpacked to packed; tables of times shrink to a twentieth.
        line_bytes_max: of one line.
        columns_max: of one table.
        rows_max: of one table.
        patterns_max: different orders of stops.
        departures_max: of the whole feed, repeated ones counted as often as they run.
        text_chars_max: of a name; the rest is cut off.
        problems_max: told of one file; the others are counted.
        alike_max: told of one kind in one file.
    """

    parts_max: int = 100
    part_bytes_max: int = 192 * 1024 * 1024
    ratio_max: int = 200
    line_bytes_max: int = 64 * 1024
    columns_max: int = 100
    rows_max: int = 3_000_000
    patterns_max: int = 5_000
    departures_max: int = 500_000
    text_chars_max: int = 80
    problems_max: int = 60
    alike_max: int = 10


GTFS_LIMITS = GtfsLimits()
