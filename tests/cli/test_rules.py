"""Rulebooks from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from muvengine.bootstrap import Wiring
from tests.cli.conftest import Terminal
from tests.town import RULES

BAD = "percent: 20", "pecent: 20"


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    file = tmp_path / "bad.yaml"
    file.write_text(RULES.read_text("utf-8").replace(*BAD, 1), "utf-8")
    return file


def test_a_good_rulebook_is_said_to_be_good(terminal: Terminal) -> None:
    told = terminal("rules", "check", str(RULES))
    assert told.status == 0
    assert "good" in told.out


def test_a_misspelt_word_is_shown_with_a_caret_and_a_guess(terminal: Terminal, bad: Path) -> None:
    told = terminal("rules", "check", str(RULES), str(bad))
    assert told.status == 1
    assert f"{bad}:307:5: R101" in told.out
    assert "did you mean 'percent'?" in told.out


def test_programs_get_the_same_as_values(terminal: Terminal, bad: Path) -> None:
    told = terminal("rules", "check", "--format", "json", str(bad))
    assert told.status == 1
    problems = json.loads(told.out)
    assert {"file", "line", "column", "code", "severity", "path", "message", "notes"} == set(
        problems[0]
    )
    assert terminal("rules", "check", "--format", "json", str(RULES)).out == "[]\n"


def test_github_gets_workflow_commands(terminal: Terminal, bad: Path) -> None:
    told = terminal("rules", "check", "--format", "github", str(bad))
    assert told.status == 1
    assert told.out.startswith(f"::error file={bad},line=")


def test_the_schema_is_json(terminal: Terminal) -> None:
    assert json.loads(terminal("rules", "schema").out)["$schema"].endswith("schema#")


def test_a_version_is_published_from_a_day_on(
    at_home: Terminal, home: Wiring, tmp_path: Path
) -> None:
    second = tmp_path / "second.yaml"
    second.write_text(RULES.read_text("utf-8").replace("version: 1\n", "version: 2\n", 1), "utf-8")
    told = at_home("rules", "publish", str(second), "--from", "2090-01-01", "--note", "later")
    assert told.out == "muv version 2 holds from 2090-01-01.\n"
    with home.open_reading() as uow:
        assert [version.version for version in uow.rulebooks.published()] == [1, 2]


def test_a_bad_rulebook_is_not_published(at_home: Terminal, bad: Path) -> None:
    told = at_home("rules", "publish", str(bad), "--from", "2090-01-01")
    assert told.status == 1
    assert "R101" in told.out
    assert told.err.count("\n") == 1


def test_a_trip_that_does_not_exist_has_no_sheet(at_home: Terminal) -> None:
    told = at_home("rules", "explain", "no-such-trip")
    assert told.status == 1
    assert told.err.count("\n") == 1


def test_the_reference_page_is_written_in_a_language(terminal: Terminal) -> None:
    told = terminal("rules", "schema", "--page", "fr")
    assert told.out.startswith("# Tous les mots d’un règlement\n")
