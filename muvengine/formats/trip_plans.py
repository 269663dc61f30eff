"""The seed town's trips: from a plan of who moved how to the file a telephone would upload."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from muvengine.core.traces.fixes import Fixes
from muvengine.formats.gpx.route_file import read_route_line
from muvengine.formats.town_files import RouteEntry, load_csv, load_yaml
from muvengine.formats.trace_generator.line import part, through_blocks
from muvengine.formats.trace_generator.ride import DRAWN, RideLeg, record

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class TripPlan:
    """One trip to be made.

    Attributes:
        key: names the file and seeds its noise.
        person: key of who made it; empty for a trip kept aside.
        mode: what is declared.
        days_ago: 1 or more, counted from the local day of the start.
        at: local time of the first fix.
        expect: the outcome the verdict must have.
        legs: in order.
    """

    key: str
    person: str
    mode: str
    days_ago: int
    at: time
    expect: str
    legs: tuple[RideLeg, ...]

    @property
    def creator(self) -> str:
        """Name the program that would have written the file."""
        drawn = any(leg.by == DRAWN for leg in self.legs)
        return "https://gpx.studio" if drawn else "MUV recorder"


@dataclass(frozen=True, slots=True)
class TripPlans:
    """The plan file: trips to upload at the start, and trips kept aside for a visitor."""

    uploaded: tuple[TripPlan, ...]
    aside: tuple[TripPlan, ...]


def read_trip_plans(folder: Path, routes: tuple[RouteEntry, ...]) -> TripPlans:
    """Read ``trips.yaml`` and draw each leg on the ground."""
    places = {
        row["key"]: (float(row["lat"]), float(row["lon"]))
        for row in load_csv(folder / "places.csv")
    }
    lines = {route.key: _line(route) for route in routes}
    ground = _Ground(places, lines)
    listed = load_yaml(folder / "trips.yaml")
    return TripPlans(
        uploaded=tuple(_plan(entry, ground) for entry in listed["uploaded"]),
        aside=tuple(_plan(entry, ground) for entry in listed["aside"]),
    )


def make_fixes(plan: TripPlan, today: date, zone: ZoneInfo) -> Fixes:
    """Make the trace of a planned trip; the same plan on the same day is the same trace.

    Args:
        plan: the trip.
        today: the local day of the start.
        zone: the programme's.
    """
    day = today - timedelta(days=plan.days_ago)
    start = datetime.combine(day, plan.at, zone)
    # Another day's trace must not be a copy of this one: the noise depends on the day too.
    digest = hashlib.sha256(f"{plan.key} {day.isoformat()}".encode()).digest()
    return record(plan.legs, start, int.from_bytes(digest[:8], "big"))


@dataclass(frozen=True, slots=True, eq=False)
class _Ground:
    places: Mapping[str, tuple[float, float]]
    lines: Mapping[str, tuple[Floats, Floats]]


def _line(route: RouteEntry) -> tuple[Floats, Floats]:
    _name, lat, lon = read_route_line(route.gpx)
    return lat, lon


def _plan(entry: Mapping[str, Any], ground: _Ground) -> TripPlan:
    legs: list[RideLeg] = []
    for leg in entry["legs"]:
        legs.append(_leg(leg, ground, legs[-1] if legs else None))
    return TripPlan(
        key=entry["key"],
        person=entry.get("person", ""),
        mode=entry["mode"],
        days_ago=entry["days_ago"],
        at=time.fromisoformat(entry["at"]),
        expect=entry["expect"],
        legs=tuple(legs),
    )


def _leg(leg: Mapping[str, Any], ground: _Ground, before: RideLeg | None) -> RideLeg:
    if "route" in leg:
        lat, lon = part(*ground.lines[leg["route"]], *leg.get("part", (0.0, 1.0)))
    else:
        stations = [ground.places[place] for place in leg["through"]]
        if before:
            stations.insert(0, (float(before.lat[-1]), float(before.lon[-1])))
        lat, lon = _through(stations, straight=leg.get("straight", False))
    return RideLeg(leg["by"], lat, lon, leg.get("wait_s", 0), silent=leg.get("silent", False))


def _through(stations: list[tuple[float, float]], *, straight: bool) -> tuple[Floats, Floats]:
    if straight:
        return np.array([lat for lat, _ in stations]), np.array([lon for _, lon in stations])
    hops = [through_blocks(*here, *there) for here, there in pairwise(stations) if here != there]
    return np.concatenate([lat for lat, _ in hops]), np.concatenate([lon for _, lon in hops])
