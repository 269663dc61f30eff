"""Two towns to go everywhere in: one of this morning, and the demonstration."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from muvengine.app import create_app
from muvengine.bootstrap import Wiring, wire
from muvengine.cli.demo import demo_settings, prepare
from muvengine.core.people.actor import SYSTEM, Role
from muvengine.core.people.identity import Person
from muvengine.core.people.link import DEMO
from muvengine.core.trips.programme import Programme
from muvengine.core.vouchers.shop import Shop
from muvengine.reads.people import find_people
from muvengine.services.adjust_points import Adjustment, adjust_points
from muvengine.services.make_link import make_link
from muvengine.services.pair_device import make_pairing_code
from muvengine.services.publish_rulebook import Publication, publish_rulebook
from muvengine.services.save_shop import save_shop
from muvengine.services.set_programme import set_programme
from tests import people
from tests.build import AREA, RULES, ZONE

URL = "http://localhost"
WITH_STATEMENTS = "cafe-fontaine"


@dataclass
class OpenTown:
    """A town whose doors are known.

    Attributes:
        app: its pages.
        wiring: what they are wired to.
        database: its file.
        ways_in: an address for each role that leads in, any number of times.
        said: what the demonstration says of itself.
    """

    app: Flask
    wiring: Wiring
    database: Path
    ways_in: dict[str, str]
    said: dict[str, Any]

    def come_in(self, role: str, locale: str) -> FlaskClient:
        """Give the browser of somebody of this role, or of a stranger."""
        client = self.app.test_client()
        client.environ_base["HTTP_ACCEPT_LANGUAGE"] = locale
        with client.session_transaction() as session:
            session["locale"] = locale
        if role in self.ways_in:
            client.get(self.ways_in[role], follow_redirects=True)
        return client

    def forget_tries(self) -> None:
        """Let nobody wait for having tried too often: all come from one address."""
        with closing(sqlite3.connect(self.database, timeout=30)) as connection, connection:
            connection.execute("DELETE FROM token_bucket")


def demonstration(folder: Path) -> OpenTown:
    """Make the demonstration's town."""
    settings = prepare(folder, URL, fresh=False)
    said: dict[str, Any] = json.loads((folder / "demo.json").read_text(encoding="utf-8"))
    wiring = wire(settings)
    ways = {one["role"]: one["sign_in"] for one in reversed(said["people"])}
    # Whoever is helped can buy something too.
    name = next(one["name"] for one in said["people"] if one["role"] == "participant")
    for person in find_people(wiring.open_reading, name):
        gift = Adjustment(person.id, 500, "for the crawl")
        attempt = gift.attempt(SYSTEM, wiring.new_token())
        adjust_points(wiring.open_uow, gift, attempt=attempt, now=wiring.now())
    ways["shop"] = next(one["pair"] for one in said["devices"] if one["shop"] == WITH_STATEMENTS)
    return OpenTown(create_app(wiring), wiring, folder / "muv.db", ways, said)


def new_town(folder: Path, template: Path) -> OpenTown:
    """Found a town in which nothing has happened: a person of each role, a shop without offers."""
    shutil.copy(template, folder / "muv.db")
    wiring = wire(demo_settings(folder, URL))
    uow, now = wiring.open_uow, wiring.now()
    programme = Programme("Le quartier", AREA, ZONE, ("fr", "en"), "Centre social")
    set_programme(uow, programme, actor=SYSTEM, now=now)
    publish_rulebook(uow, Publication(RULES.read_bytes()), actor=SYSTEM, now=now)
    save_shop(uow, Shop("cafe", "Café", 43.64, 5.09), actor=SYSTEM, now=now)
    those = (people.participant(uow), people.staff(uow), people.staff(uow, "Inès", Role.ORGANISER))
    ways = {one.role.value: f"/enter/{_link(wiring, one)}" for one in those}
    code = make_pairing_code(
        uow, "cafe", actor=SYSTEM, now=now, new_token=wiring.new_token, reusable=True
    )
    ways["shop"] = f"/pair/{code}"
    said = {"people": [{"role": "participant", "name": those[0].name}]}
    return OpenTown(create_app(wiring), wiring, folder / "muv.db", ways, said)


def _link(wiring: Wiring, person: Person) -> str:
    now, dice = wiring.now(), wiring.new_token
    return make_link(
        wiring.open_uow, person_id=person.id, actor=SYSTEM, now=now, new_token=dice, kind=DEMO
    )
