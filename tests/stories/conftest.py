"""One running town, one counter and two browsers for all stories of a process."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from muvengine.bootstrap import wire
from muvengine.core.people.actor import SYSTEM
from muvengine.reads.people import find_people
from muvengine.services.adjust_points import Adjustment, adjust_points
from muvengine.services.make_link import make_link
from muvengine.settings import Settings
from tests.build import Town as Built
from tests.conftest import Clock
from tests.stories.browsers import Town, chromium, running_town
from tests.stories.counters import Counter, counter
from tests.stories.lens import film, with_camera
from tests.stories.small_town import SmallTown, serve


@pytest.fixture(scope="session")
def town_running() -> Iterator[Town]:
    with running_town() as town:
        make_rich(town)
        yield town


def make_rich(town: Town) -> None:
    """Give the first neighbour more points than all stories together spend."""
    wiring = wire(Settings(database_url=f"sqlite:///{town.folder / 'instance' / 'muv.db'}"))
    person = min(
        find_people(wiring.open_reading, town.person("participant")["name"]),
        key=lambda person: person.id,
    )
    gift = Adjustment(person.id, 3_000, "for the stories")
    attempt = gift.attempt(SYSTEM, "for the stories")
    adjust_points(wiring.open_uow, gift, attempt=attempt, now=wiring.now())
    wiring.engine.dispose()


@pytest.fixture(autouse=True)
def a_new_day(request: pytest.FixtureRequest) -> None:
    """Nobody is kept waiting, nor kept from buying, by the tests before, all from one address."""
    if "town_running" in request.fixturenames:
        town: Town = request.getfixturevalue("town_running")
        forget_tries(town.folder / "instance" / "muv.db")
    if "bakery" in request.fixturenames:
        served: Counter = request.getfixturevalue("bakery")
        forget_tries(served.folder / "muv.db")


def forget_tries(database: Path) -> None:
    with closing(sqlite3.connect(database, timeout=30)) as connection, connection:
        connection.execute("DELETE FROM token_bucket")
        connection.execute("UPDATE programme SET vouchers_a_day = 50")


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def bakery(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Iterator[Counter]:
    with counter(tmp_path_factory.mktemp("counter"), sqlite_template) as served:
        yield served


@pytest.fixture
def small_town(town: Built, clock: Clock) -> Iterator[SmallTown]:
    """A town of this test alone, for what needs another day."""
    with serve(town, clock) as served:
        yield served


@pytest.fixture(scope="session")
def held_up(bakery: Counter) -> str:
    """The voucher that the camera sees."""
    return bakery.voucher()


@pytest.fixture(scope="session")
def lens(
    bakery: Counter, held_up: str, chrome: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    """A browser whose camera looks at that voucher as it comes out of the printer."""
    wiring = bakery.wiring
    link = make_link(
        wiring.open_uow,
        person_id=bakery.holders[held_up],
        actor=SYSTEM,
        now=bakery.now,
        new_token=wiring.new_token,
    )
    page = chrome.new_page(viewport={"width": 900, "height": 640})
    page.goto(f"{bakery.url}/enter/{link}")
    page.locator("main form button").click()
    page.goto(f"{bakery.url}/me/vouchers/{held_up}/print")
    page.emulate_media(media="print")
    video = tmp_path_factory.mktemp("film") / "voucher.mjpeg"
    film(page.screenshot(), video)
    page.close()
    with with_camera(chrome, video) as browser:
        yield browser
