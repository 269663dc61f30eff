"""Reports in the small town, made by the form, for tests of pages."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Final

from muvengine.core.people.identity import Person
from muvengine.formats.game_yaml.read import read_game
from tests.build import Town
from tests.pages import Browser, Page
from tests.people import NOON, participant
from tests.report_life import GAME

MINE: Final = "/me/reports"
NEW: Final = "/me/reports/new"
OFFICE: Final = "/organiser/reports"
STOP: Final = "gare/boulangerie"


def reported(
    browser: Browser, category: str = "light", place: str = STOP, expect: int = 200, **form: str
) -> Page:
    """Send the form."""
    return browser.post(NEW, expect, category=category, place=place, **form)


def played(town: Town) -> None:
    """Let a game be played that pays 5 points a report."""
    with town.wiring.open_uow() as uow:
        digest = sha256(GAME.encode()).hexdigest()
        uow.games.publish(
            read_game(GAME.encode()), GAME, digest, date(2026, 3, 2), by=None, now=NOON
        )
        uow.commit()


def second(town: Town, name: str = "Amine") -> Person:
    """Somebody else who plays."""
    return participant(town.wiring.open_uow, name)
