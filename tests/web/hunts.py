"""A treasure hunt in the small town, from its form to its signs, for tests of pages."""

from __future__ import annotations

from typing import Final

from muvengine.reads.hunts import signs_of
from tests import people
from tests.build import Town

OFFICE: Final = "/organiser/hunts"
SPRING: Final = {
    "title_en": "Spring hunt",
    "title_fr": "Chasse du printemps",
    "first_day": "2026-04-06",
    "first_time": "09:00",
    "last_day": "2026-04-20",
    "last_time": "18:00",
    "place_points": "10",
    "all_points": "20",
    "a_day_max": "50",
}
PLACES: Final = (
    {"name_en": "The fountain", "hint_en": "Water runs here", "pictogram": "heart"},
    {"name_en": "The bakery", "hint_en": "It smells of bread", "shop": "boulangerie"},
    {"name_en": "The library", "hint_en": "A thousand stories", "route": "gare"},
)
KEY: Final = "chasse-du-printemps"


def drafted(town: Town, **changed: str) -> str:
    """Write a hunt with three places by the forms; give its page."""
    ines = town.ines()
    page = ines.post(f"{OFFICE}/new", 200, **{**SPRING, **changed})
    assert "The draft is saved." in page.told
    for place in PLACES:
        ines.post(f"{page.path}/places/new", 200, **place)
    return page.path


def started(town: Town, **changed: str) -> str:
    """Write a hunt and start it; give the organiser's page of it."""
    path = drafted(town, **changed)
    page = town.ines().post(f"{path}/start", on=path)
    assert "The treasure hunt has started." in page.told
    return path


def token(town: Town, number: int) -> str:
    """What the square at a place says."""
    return signs_of(town.wiring.open_reading, KEY)[1][number].token


def card_of(town: Town) -> str:
    """Print Fatou a card; give its number."""
    return people.card(town.wiring.open_uow, town.fatou_).number
