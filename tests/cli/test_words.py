"""Translations in step, and the languages of a town."""

from __future__ import annotations

from muvengine.bootstrap import Wiring
from muvengine.reads.programme import programme
from tests.cli.conftest import Terminal


def test_nothing_is_missing_in_a_language_that_speaks_to_everybody(terminal: Terminal) -> None:
    told = terminal("words", "check", "--locale", "it")
    assert (told.status, told.out) == (0, "")


def test_a_town_chooses_its_languages(terminal: Terminal, home: Wiring) -> None:
    told = terminal("words", "offer", "ar, fr,ar")
    assert told.out == "Town speaks العربية, Français.\n"
    assert programme(home.open_reading).locales == ("ar", "fr")


def test_a_language_nobody_wrote_is_refused(terminal: Terminal, home: Wiring) -> None:
    told = terminal("words", "offer", "fr,nl")
    assert told.status == 1
    assert "there is no nl" in told.err
    assert programme(home.open_reading).locales[:2] == ("fr", "en")
