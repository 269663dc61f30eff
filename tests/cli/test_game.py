"""The game from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from muvengine.formats.shipped import shipped
from tests.cli.conftest import Terminal

GAME = shipped("rules/game/muv.yaml")


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    file = tmp_path / "bad.yaml"
    file.write_text(GAME.read_text("utf-8").replace("joker_every", "jocker_every", 1), "utf-8")
    return file


def test_a_good_game_is_said_to_be_good(terminal: Terminal) -> None:
    told = terminal("game", "check", str(GAME))
    assert (told.status, told.out) == (0, f"{GAME}: good, 8 examples\n")


def test_a_misspelt_word_is_shown_with_a_caret_and_a_guess(terminal: Terminal, bad: Path) -> None:
    told = terminal("game", "check", str(GAME), str(bad))
    assert told.status == 1
    assert f"{bad}:35:3: R101 unknown word 'jocker_every_weeks'" in told.out
    assert "did you mean 'joker_every_weeks'?" in told.out


def test_programs_get_the_same_as_values(terminal: Terminal, bad: Path) -> None:
    told = terminal("game", "check", "--format", "json", str(bad))
    assert (told.status, json.loads(told.out)[0]["code"]) == (1, "R101")
    assert terminal("game", "check", "--format", "json", str(GAME)).out == "[]\n"
