"""People and things every test may meet."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine

from muvengine.formats import slow_hash
from muvengine.store.connection import connect

if TYPE_CHECKING:
    from argon2 import PasswordHasher
    from flask import Flask

    from muvengine.bootstrap import Wiring
    from muvengine.core.people.identity import Person
    from tests.build import Town

    Founded = tuple[Path, tuple[Person, Person, Person]]

pytest_plugins = ["tests.databases"]

# A slow machine is not a bug, and a red build must be red twice.
settings.register_profile(
    "steady",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("steady")

SECRET = "a secret of thirty-two characters"


def pytest_xdist_auto_num_workers() -> int:
    """Tell how many run at once: a third of the time a test waits for a browser or a server."""
    return max(2, len(os.sched_getaffinity(0)) * 3 // 2)


@cache
def _quick_hasher() -> PasswordHasher:
    from argon2 import PasswordHasher, Type  # noqa: PLC0415  few tests need it

    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1, type=Type.ID)


@pytest.fixture(autouse=True, scope="session")
def quick_hashes() -> Iterator[None]:
    """Guard passwords of tests less: a hash as it should be costs 25 ms, and thousands are made.

    ``test_slow_hash`` and every process that is started have what the product has.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slow_hash, "_hasher", _quick_hasher)
        yield


@dataclass
class Clock:
    """Stands still until a test moves it."""

    moment: datetime

    def __call__(self) -> datetime:
        return self.moment


# The application is imported by those who ask for it: tests of the core start at once.


@pytest.fixture
def clock() -> Clock:
    """Noon UTC on Tuesday 7 April 2026: two in the afternoon in the town."""
    from tests.people import NOON  # noqa: PLC0415

    return Clock(NOON)


@pytest.fixture
def wiring(sqlite_engine: Engine, clock: Clock) -> Wiring:
    """An engine on a file, with a clock that stands still and dice that always fall the same."""
    return wire_for_tests(sqlite_engine, clock, "muv")


@pytest.fixture(scope="session")
def application(sqlite_template: Path) -> Flask:
    """The application, made once: its addresses and templates are the same for every test."""
    from muvengine.app import create_app  # noqa: PLC0415
    from tests.people import NOON  # noqa: PLC0415

    engine = connect(f"sqlite:///{sqlite_template}")
    made = create_app(wire_for_tests(engine, Clock(NOON), "nobody"))
    made.testing = True
    return made


@pytest.fixture
def app(application: Flask, wiring: Wiring) -> Iterator[Flask]:
    """The application on the empty database, with the settings it was made with."""
    settings = dict(application.config)
    application.extensions["muv"] = wiring
    yield application
    application.config.clear()
    application.config.update(settings)


@pytest.fixture(scope="session")
def founded(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Founded:
    """The small town in a file, founded once and copied for each test."""
    from tests.build import found_town  # noqa: PLC0415
    from tests.people import NOON  # noqa: PLC0415

    path = tmp_path_factory.mktemp("town") / "muv.db"
    shutil.copy(sqlite_template, path)
    engine = connect(f"sqlite:///{path}", synchronous="OFF")
    people = found_town(wire_for_tests(engine, Clock(NOON), "town"))
    # The last connection to close writes everything into the one file that is copied.
    engine.dispose()
    return path, people


@pytest.fixture
def town(founded: Founded, app: Flask, wiring: Wiring) -> Town:
    """A small town: a route, two shops, Fatou, Karim the mediator, Inès the organiser.

    It takes the place of whatever the database held.
    """
    from tests.build import Town  # noqa: PLC0415

    path, people = founded
    wiring.engine.dispose()
    shutil.copy(path, str(wiring.engine.url.database))
    return Town(app, wiring, *people)


def wire_for_tests(engine: Engine, clock: Clock, seed: str) -> Wiring:
    from muvengine.bootstrap import wire_engine  # noqa: PLC0415
    from muvengine.settings import Settings  # noqa: PLC0415
    from tests.people import Dice  # noqa: PLC0415

    plain = Settings(secret_key=SECRET, cookies_secure=False, base_url="http://localhost")
    real = wire_engine(plain, engine)
    return replace(real, now=clock, new_token=Dice(seed), pick=lambda _: 0)
