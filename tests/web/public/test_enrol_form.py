"""The paper form asks what the screen asks, in the same order and with the same numbers."""

from __future__ import annotations

import re

import pytest

from tests.build import Town

NUMBERED = re.compile(r"[1-9]\. ")


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_paper_and_screen_ask_five_things_alike(town: Town, locale: str) -> None:
    desk = town.karim(locale=locale)
    screen = desk.get("/desk/enrol")
    asked = [one.text for tag in ("label", "legend") for one in screen.all(tag)]
    on_screen = sorted(text for text in asked if NUMBERED.match(text))
    paper = desk.get("/enrol-form").all("h2")
    assert [re.sub(r" \(.*\)$", "", text) for text in on_screen] == [one.text for one in paper]
    assert [text[:2] for text in on_screen] == ["1.", "2.", "3.", "4.", "5."]


def test_it_is_found_from_the_desk_and_from_help_and_speaks_another_language(town: Town) -> None:
    for browser, url in ((town.karim(), "/desk"), (town.stranger(), "/help")):
        assert browser.get(url).all("a", href="/enrol-form")
    page = town.karim(locale="en").get("/enrol-form?in=fr")
    assert page.one("h1").text == "Fiche d’inscription"
    assert page.all("a", href="/enrol-form?in=en")
