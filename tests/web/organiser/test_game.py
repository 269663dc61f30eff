"""The organiser reads the town's game in plain words."""

from __future__ import annotations

from datetime import date

from muvengine.core.people.actor import SYSTEM
from muvengine.services.publish_game import GamePublication, publish_game
from tests.build import Town
from tests.game_town import FILE
from tests.people import NOON

URL = "/organiser/game"


def play(town: Town) -> None:
    publication = GamePublication(FILE.read_bytes(), date(2026, 3, 2))
    publish_game(town.wiring.open_uow, publication, actor=SYSTEM, now=NOON)


def test_a_town_without_a_game_is_led_to_write_one(town: Town) -> None:
    page = town.ines().get(URL)
    assert "No game is published yet. Write the first one." in page.text
    assert page.all("a", href="/organiser/game/new")


def test_the_game_is_told_in_words_beside_its_file(town: Town) -> None:
    play(town)
    text = town.ines().get(URL).text
    assert "Level 1: First steps from 100 points of experience" in text
    assert "A week counts with at least 3 days with a trip." in text
    assert "2 weeks in a row bring 20 points, once." in text
    assert "Christmas holidays free from" in text
    assert "First walk 1 trip, with: On foot, Running" in text
    assert "every set route that is open" in text
    assert "schema: muv.game/v1" in text
    assert "Game 1, from" in text


def test_the_game_is_told_in_french(town: Town) -> None:
    play(town)
    text = town.ines("fr").get(URL).text
    assert "5 fois sous la pluie 5 trajets, avec\u00a0: " in text
    assert "2 semaines d’affilée apportent 20 points, une seule fois." in text


def test_only_organisers_see_it(town: Town) -> None:
    town.fatou().get(URL, 403)
