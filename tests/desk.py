"""A whole application for page tests of the ways in and the help desk."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine

from muvengine.app import create_app
from muvengine.bootstrap import Wiring, wire_engine
from muvengine.core.people.actor import SYSTEM
from muvengine.core.people.identity import Person
from muvengine.core.people.link import DEMO
from muvengine.reads.people import find_people, staff
from muvengine.services.make_link import make_link
from muvengine.settings import Settings
from muvengine.store.connection import connect
from tests import people
from tests.pages import Browser
from tests.people import NOON, Dice
from tests.town import SECRET, found


@dataclass
class Desk:
    """A town's site, its clock, and browsers to visit it with."""

    app: Flask
    wiring: Wiring
    fatou: Person
    maud: Person
    later: timedelta = field(default_factory=timedelta)

    def now(self) -> datetime:
        return NOON + self.later

    def browser(self, *, locale: str = "en") -> Browser:
        return Browser(self.app.test_client(), locale=locale)

    def link(self, person: Person) -> str:
        made = make_link(
            self.wiring.open_uow,
            person_id=person.id,
            actor=SYSTEM,
            now=self.now(),
            new_token=self.wiring.new_token,
            kind=DEMO,
        )
        return f"/enter/{made}"

    def signed_in(self, person: Person, *, locale: str = "en") -> Browser:
        """A browser in which this person is signed in."""
        browser = self.browser(locale=locale)
        reply = browser.client.get(self.link(person))
        assert reply.status_code == 303, reply.text
        return browser.speaking(locale)


@pytest.fixture(scope="session")
def desk_file(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A town with a participant and a mediator, founded once and copied."""
    path = tmp_path_factory.mktemp("desk") / "muv.db"
    shutil.copy(sqlite_template, path)
    engine = connect(f"sqlite:///{path}", synchronous="OFF")
    town = found(engine)
    people.staff(town.open_uow)
    engine.dispose()
    return path


@pytest.fixture
def desk(desk_file: Path, tmp_path: Path) -> Iterator[Desk]:
    """The town's site, on a database of its own."""
    path = tmp_path / "desk.db"
    shutil.copy(desk_file, path)
    engine = connect(f"sqlite:///{path}", synchronous="OFF")
    yield open_desk(engine)
    engine.dispose()


def open_desk(engine: Engine) -> Desk:
    """Open the site of a town that was founded."""
    settings = Settings(secret_key=SECRET, base_url="https://muv.example", cookies_secure=False)
    wiring = wire_engine(settings, engine)
    [fatou], [maud] = find_people(wiring.open_reading, "Fatou"), staff(wiring.open_reading)
    opened = Desk(Flask("placeholder"), wiring, fatou, maud)
    opened.wiring = replace(wiring, now=opened.now, new_token=Dice("desk"))
    opened.app = create_app(opened.wiring)
    opened.app.config["TESTING"] = True
    return opened
