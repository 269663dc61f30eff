"""A yardstick from files alone, for judging without a database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from muvengine.core.routes.index import RouteIndex
from muvengine.core.routes.route import Direction, Route
from muvengine.core.traces.area import Area
from muvengine.core.trips.programme import Programme
from muvengine.formats.gpx.route_file import read_route_line
from muvengine.formats.rulebook_yaml.read import read_rulebook
from muvengine.formats.shipped import shipped
from muvengine.formats.town_files import load_csv, load_yaml
from muvengine.services.judge_trace import InForce, Yardstick


@dataclass(frozen=True, slots=True)
class FilesGiven:
    """What to measure with.

    Attributes:
        rules: a rulebook; it is used whatever dates it names.
        routes: a folder of GPX files, one a set route, called by the file's name; a
            ``routes.csv`` in it or above it tells direction and width.
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
        FileRefused: a route's file cannot be read.
    """
    town = load_yaml(shipped("seed_data") / "town.yaml")
    area = given.area
    if isinstance(area, str):
        area = Area(**town["area"])
    programme = Programme(town["name"], area, ZoneInfo(town["zone"]))
    in_force = InForce(read_rulebook(given.rules.read_bytes()), date.min)
    return Yardstick(programme, (in_force,), RouteIndex(_routes(given.routes)), given.now)


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
