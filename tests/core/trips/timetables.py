"""Timetables of one line, made for tests from its way and its times."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from muvengine.core.routes.stop_places import along_way_m
from muvengine.core.routes.timetable import Line, Services, Timetable

Floats = NDArray[np.float64]


def one_line(
    way: tuple[Floats, Floats],
    *,
    starts_s: Sequence[int],
    run_s: int,
    mode: str = "bus",
    every_m: float = 400.0,
    zone: str = "Europe/Paris",
    drawn: bool = True,
) -> Timetable:
    """A line there only, every day; departures in seconds of the service day, run in seconds."""
    along = along_way_m(*way)
    at = np.linspace(0.0, along[-1], count := max(2, round(along[-1] / every_m) + 1))
    lat, lon = np.interp(at, along, way[0]), np.interp(at, along, way[1])
    times = np.rint(np.linspace(0, run_s, count)).astype(np.int64)
    one, starts = np.zeros(1, dtype=np.int64), np.array(sorted(starts_s), dtype=np.int64)
    return Timetable(
        zone=zone,
        lines=(Line("7", mode),),
        stop_names=tuple(f"Stop {number}" for number in range(count)),
        stop_lat=lat,
        stop_lon=lon,
        way_lat=way[0] if drawn else lat,
        way_lon=way[1] if drawn else lon,
        way_first=np.array([0, len(way[0]) if drawn else count]),
        pattern_line=one,
        pattern_way=one,
        pattern_drawn=one + int(drawn),
        pattern_stop=np.arange(count),
        pattern_at_m=at if drawn else along_way_m(lat, lon),
        pattern_first=np.array([0, count]),
        profile_pattern=one,
        arrive_s=times,
        depart_s=times,
        profile_first=np.array([0, count]),
        departure_profile=np.zeros_like(starts),
        departure_service=np.zeros_like(starts),
        departure_s=starts,
        services=every_day(),
    )


def every_day() -> Services:
    none = np.zeros(0, dtype=np.int64)
    return Services(
        weekdays=np.array([127]),
        first=np.array([date(2016, 1, 1).toordinal()]),
        last=np.array([date(2030, 1, 1).toordinal()]),
        added=none,
        removed=none,
    )
