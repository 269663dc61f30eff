"""A yardstick from files alone, for judging without a database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from muvengine.core.modes.mode import TRANSIT
from muvengine.core.routes.index import RouteIndex
from muvengine.core.routes.route import Direction, Route
from muvengine.core.routes.zone import ZoneIndex
from muvengine.core.traces.area import Area
from muvengine.core.traces.trace import Trace
from muvengine.core.trips.leg import Leg
from muvengine.core.trips.programme import Programme
from muvengine.core.trips.proof import Proof
from muvengine.core.trips.transit import TransitProver
from muvengine.formats.gpx.route_file import read_route_line
from muvengine.formats.gtfs.folder import pack_folder
from muvengine.formats.gtfs.read import read_gtfs
from muvengine.formats.rulebook_yaml.read import read_rulebook
from muvengine.formats.shipped import shipped
from muvengine.formats.town_files import load_csv, load_yaml
from muvengine.formats.zone_file import read_zones
from muvengine.services.yardstick import InForce, Prover, Yardstick


@dataclass(frozen=True, slots=True)
class FilesGiven:
    """What to measure with.

    Attributes:
        rules: a rulebook; it is used whatever dates it names.
        routes: a folder of GPX files, one a set route, called by the file's name; a
            ``routes.csv`` in it or above it tells direction and width; beside it a folder
            ``timetable`` holds tables in GTFS, and ``zones.geojson`` the zones.
        area: None for no limit, ``town`` for the seed town's.
        now: aware; None lifts the window for uploads.
    """

    rules: Path
    routes: Path
    area: Area | str | None
    now: datetime | None


def yardstick_of_files(given: FilesGiven) -> Yardstick:
    """Read the files.

    Raises:
        RulebookRefused: the rulebook has problems.
        FileRefused: a route's or the zones' file cannot be read.
    """
    town = load_yaml(shipped("seed_data") / "town.yaml")
    area = given.area
    if isinstance(area, str):
        area = Area(**town["area"])
    programme = Programme(town["name"], area, ZoneInfo(town["zone"]))
    in_force = InForce(read_rulebook(given.rules.read_bytes()), date.min)
    beside = given.routes.absolute().parent
    timetable, zones = beside / "timetable", beside / "zones.geojson"
    provers = (_prover(timetable),) if timetable.is_dir() else ()
    routes = RouteIndex(_routes(given.routes))
    index = ZoneIndex(read_zones(zones.read_bytes()) if zones.is_file() else ())
    return Yardstick(programme, (in_force,), routes, given.now, provers=provers, zones=index)


def _prover(folder: Path) -> Prover:
    """Read the timetable beside the routes once somebody has gone by public transport."""

    @cache
    def read() -> TransitProver | None:
        timetable = read_gtfs(pack_folder(folder)).timetable
        return None if timetable is None else TransitProver(timetable)

    def prove(trace: Trace, legs: tuple[Leg, ...]) -> tuple[Proof, ...]:
        prover = read() if any(leg.mode in TRANSIT for leg in legs) else None
        return prover(trace, legs) if prover is not None else ()

    return prove


def _routes(folder: Path) -> list[Route]:
    told: dict[str, dict[str, str]] = {}
    for place in (folder.parent, folder):
        if (place / "routes.csv").is_file():
            told |= {row["key"]: row for row in load_csv(place / "routes.csv")}
    return [_route(path, told.get(path.stem, {})) for path in sorted(folder.glob("*.gpx"))]


def _route(path: Path, told: dict[str, str]) -> Route:
    _, lat, lon = read_route_line(path.read_bytes())
    return Route(
        key=path.stem,
        lat=lat,
        lon=lon,
        buffer_m=float(told.get("buffer_m") or 40.0),
        direction=Direction(told.get("direction") or Direction.EITHER),
    )
