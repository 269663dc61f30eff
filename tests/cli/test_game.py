"""The game from the command line."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from muvengine.bootstrap import Wiring
from muvengine.core.game.weeks import WeekScore, monday_of
from muvengine.formats.shipped import shipped
from tests.cli.conftest import Terminal
from tests.people import participant

GAME = shipped("rules/game/muv.yaml")


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    file = tmp_path / "bad.yaml"
    file.write_text(GAME.read_text("utf-8").replace("joker_every", "jocker_every", 1), "utf-8")
    return file


def test_a_good_game_is_said_to_be_good(terminal: Terminal) -> None:
    told = terminal("game", "check", str(GAME))
    assert (told.status, told.out) == (0, f"{GAME}: good, 15 examples\n")


def test_a_misspelt_word_is_shown_with_a_caret_and_a_guess(terminal: Terminal, bad: Path) -> None:
    told = terminal("game", "check", str(GAME), str(bad))
    assert told.status == 1
    assert f"{bad}:36:3: R101 unknown word 'jocker_every_weeks'" in told.out
    assert "did you mean 'joker_every_weeks'?" in told.out


def test_programs_get_the_same_as_values(terminal: Terminal, bad: Path) -> None:
    told = terminal("game", "check", "--format", "json", str(bad))
    assert (told.status, json.loads(told.out)[0]["code"]) == (1, "R101")
    assert terminal("game", "check", "--format", "json", str(GAME)).out == "[]\n"


def test_a_changed_game_is_published_from_a_monday_on(
    at_home: Terminal, home: Wiring, tmp_path: Path
) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(GAME.read_text("utf-8").replace("days: 3\n", "days: 2\n", 1), "utf-8")
    today = home.now().date()
    monday = monday_of(today + timedelta(days=30))
    told = at_home("game", "publish", str(file), "--from", str(today + timedelta(days=30)))
    assert (told.status, told.out) == (0, f"The game 2 holds from {monday}.\n")


def test_a_bad_game_is_not_published(at_home: Terminal, bad: Path) -> None:
    told = at_home("game", "publish", str(bad))
    assert told.status == 1
    assert "R101" in told.out
    assert told.err == f"muvengine: {bad} has problems and was not published\n"


def test_weeks_that_are_no_sums_of_sheets_are_named_and_put_right(
    at_home: Terminal, home: Wiring, sqlite_engine: Engine
) -> None:
    good = at_home("game", "weeks")
    assert (good.status, good.out) == (0, "Every week is the sum of its score sheets.\n")
    ana = participant(home.open_uow, "Ana")
    with home.open_uow() as uow:
        uow.week_scores.add(ana.id, WeekScore(date(2026, 4, 6), 5, 1, (1, 0, 0, 0, 0, 0, 0)))
        uow.commit()
    told = at_home("game", "weeks")
    named = f"p:{ana.id}:2026-04-06 is not what its score sheets say\n"
    assert (told.status, told.out) == (1, named)
    repaired = at_home("game", "weeks", "--repair").out
    assert repaired == "Weeks put right: 1, of people: 1.\n"
    with sqlite_engine.connect() as connection:
        assert connection.execute(text("SELECT SUM(trips) FROM week_score")).scalar() == 0


def test_a_game_is_rehearsed_on_the_weeks_of_the_town(at_home: Terminal) -> None:
    told = at_home("game", "rehearse", str(GAME), "--weeks", "2")
    assert told.status == 0
    assert told.out.startswith("What this game would have given in the last 2 closed weeks (")
    assert "\n2 weeks: 20 points | " in told.out
    assert "\nFirst walk | " in told.out


def test_a_game_with_problems_is_not_rehearsed(at_home: Terminal, bad: Path) -> None:
    told = at_home("game", "rehearse", str(bad))
    assert told.status == 1
    assert "R101" in told.out
