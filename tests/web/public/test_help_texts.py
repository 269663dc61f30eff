from __future__ import annotations

import pytest

from tests.build import Town


@pytest.mark.parametrize(
    "name",
    [
        "error-rates",
        "what-cannot-be-caught",
        "glossary",
        "till",
        "trips-by-themselves",
        "signing-in",
        "game",
        "game-file",
        "pots",
        "draws",
        "shops",
        "rules-tutorial",
        "rule-reference",
        "rehearsals",
        "counting-again",
        "at-the-desk",
    ],
)
def test_each_text_is_reached_from_help(town: Town, name: str) -> None:
    browser = town.stranger("en")
    assert browser.get("/help").one("a", href=f"/help/{name}")
    page = browser.get(f"/help/{name}")
    assert page.one("h1").text


def test_the_rules_say_how_often_we_are_wrong(town: Town) -> None:
    assert town.stranger("en").get("/rules").one("a", href="/help/error-rates")


def test_nothing_is_said_to_be_verified(town: Town) -> None:
    page = town.stranger("en").get("/help/error-rates")
    assert "plausible" in page.text
    assert "verified" not in page.text.lower()


def test_an_unknown_text_is_not_found(town: Town) -> None:
    assert "We do not find this page" in town.stranger("en").get("/help/nothing", 404).text
