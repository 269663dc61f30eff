"""The seed town's folder, read: who, where and what there is to begin with."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from muvengine.core.people.actor import Role
from muvengine.core.people.centre import Centre
from muvengine.core.routes.zone import Zone
from muvengine.core.traces.area import Area
from muvengine.formats.gtfs.folder import pack_folder
from muvengine.formats.shop_files import (
    LANGUAGES,
    OfferEntry,
    ShopEntry,
    read_offers,
    read_shops,
)
from muvengine.formats.zone_file import read_zones


@dataclass(frozen=True, slots=True)
class RouteEntry:
    """A set route to begin with.

    Attributes:
        key: the route's.
        gpx: the bytes of its line.
        direction: either, forward or loop.
        buffer_m: half the corridor's width.
        label, note: by language.
        stops: keys of shops along the way.
    """

    key: str
    gpx: bytes
    direction: str
    buffer_m: float
    label: Mapping[str, str]
    note: Mapping[str, str]
    stops: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """Somebody to enrol, known at a centre; participants have a key, staff an e-mail address."""

    key: str
    role: Role
    name: str
    locale: str
    usual_mode: str = ""
    email: str = ""
    centre: str = ""


@dataclass(frozen=True, slots=True)
class Town:
    """Everything of the folder but the trips.

    Attributes:
        name, area, zone, locales, contact: the programme's.
        season_points, budget_cents: the envelope to begin with.
        opening_points: what each participant begins with.
        timetable: of its buses, a zip in GTFS.
        zones: its quarters, by key.
        centres: where people are helped; who names none is known at the first.
        routes, shops, offers, people: in the files' order; organisers first.
    """

    name: str
    area: Area
    zone: str
    locales: tuple[str, ...]
    contact: str
    season_points: int
    budget_cents: int
    opening_points: int
    timetable: bytes
    zones: tuple[Zone, ...]
    centres: tuple[Centre, ...]
    routes: tuple[RouteEntry, ...]
    shops: tuple[ShopEntry, ...]
    offers: tuple[OfferEntry, ...]
    people: tuple[PersonEntry, ...]


def read_town(folder: Path) -> Town:
    """Read the folder; it ships with the package, so a fault in it is a programmer's."""
    facts = load_yaml(folder / "town.yaml")
    return Town(
        name=facts["name"],
        area=Area(**facts["area"]),
        zone=facts["zone"],
        locales=tuple(facts["locales"]),
        contact=facts["contact"],
        season_points=facts["season_points"],
        budget_cents=facts["budget_cents"],
        opening_points=facts["opening_points"],
        timetable=pack_folder(folder / "timetable"),
        zones=read_zones((folder / "zones.geojson").read_bytes()),
        centres=tuple(Centre(**centre) for centre in facts["centres"]),
        routes=tuple(_route(folder, row) for row in load_csv(folder / "routes.csv")),
        shops=read_shops((folder / "shops.csv").read_bytes()),
        offers=read_offers((folder / "offers.csv").read_bytes()),
        people=_people(load_yaml(folder / "people.yaml")),
    )


def load_yaml(path: Path) -> Any:  # noqa: ANN401  a document of our own folder
    """Read a YAML document of the folder."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def load_csv(path: Path) -> list[dict[str, str]]:
    """Read a table of the folder."""
    with path.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def _route(folder: Path, row: Mapping[str, str]) -> RouteEntry:
    return RouteEntry(
        key=row["key"],
        gpx=(folder / "routes" / f"{row['key']}.gpx").read_bytes(),
        direction=row["direction"],
        buffer_m=float(row["buffer_m"]),
        label={code: row[f"label_{code}"] for code in LANGUAGES},
        note={code: row[f"note_{code}"] for code in LANGUAGES},
        stops=tuple(row["stops"].split()),
    )


def _people(listed: Mapping[str, Any]) -> tuple[PersonEntry, ...]:
    staff = [
        PersonEntry(**({"key": role.value, "role": role} | person))
        for role, group in ((Role.ORGANISER, "organisers"), (Role.MEDIATOR, "mediators"))
        for person in listed[group]
    ]
    players = [PersonEntry(role=Role.PARTICIPANT, **person) for person in listed["participants"]]
    return (*staff, *players)
