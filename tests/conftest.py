"""People and things every test may meet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine

if TYPE_CHECKING:
    from flask import Flask

    from muvengine.bootstrap import Wiring
    from tests.build import Town

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
    from muvengine.bootstrap import wire_engine  # noqa: PLC0415
    from muvengine.settings import Settings  # noqa: PLC0415
    from tests.people import Dice  # noqa: PLC0415

    plain = Settings(secret_key=SECRET, cookies_secure=False, base_url="http://localhost")
    return replace(wire_engine(plain, sqlite_engine), now=clock, new_token=Dice(), pick=lambda _: 0)


@pytest.fixture
def app(wiring: Wiring) -> Flask:
    """The application on the empty database."""
    from muvengine.app import create_app  # noqa: PLC0415

    made = create_app(wiring)
    made.testing = True
    return made


@pytest.fixture
def town(app: Flask, wiring: Wiring) -> Town:
    """A small town: a route, two shops, Fatou, Karim the mediator, Inès the organiser."""
    from tests.build import build_town  # noqa: PLC0415

    return build_town(app, wiring)
