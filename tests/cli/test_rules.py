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


def changed(tmp_path: Path) -> Path:
    """A version of which only the month's maximum is another."""
    text = RULES.read_text("utf-8").replace("\nversion: 1\n", "\nversion: 2\n")
    file = tmp_path / "next.yaml"
    text = text.partition("\nexamples:")[0] + "\n"
    file.write_text(text.replace("points: 800", "points: 900"), "utf-8")
    return file


@pytest.mark.parametrize(("locale", "said"), [
    ("en", "Monthly maximum: at most 900 points a month."),
    ("fr", "Maximum du mois\xa0: au plus 900 points par mois."),
])  # fmt: skip
def test_two_files_are_compared_in_words_and_line_by_line(
    terminal: Terminal, tmp_path: Path, locale: str, said: str
) -> None:
    new = changed(tmp_path)
    told = terminal("rules", "diff", str(RULES), str(new), "--locale", locale)
    assert told.status == 0
    words, lines = told.out.split("\n\n", 1)
    assert words.startswith(said)
    assert lines.startswith(f"--- {RULES}\n+++ {new}\n@@ ")
    assert "-    points: 800\n+    points: 900\n" in lines


def test_the_same_file_twice_is_no_change(terminal: Terminal) -> None:
    told = terminal("rules", "diff", str(RULES), str(RULES))
    assert told.out == "Nothing changes in how points are earned.\n"


def test_a_file_is_compared_with_a_version_of_the_town(at_home: Terminal, tmp_path: Path) -> None:
    told = at_home("rules", "diff", "1", str(changed(tmp_path)))
    assert told.status == 0
    assert "Monthly maximum" in told.out
    assert "--- version 1\n" in told.out


def test_a_bad_file_is_not_compared(terminal: Terminal, bad: Path) -> None:
    told = terminal("rules", "diff", str(RULES), str(bad))
    assert told.status == 1
    assert f"{bad}:307:5: R101" in told.out


def test_what_is_neither_a_file_nor_a_number_is_wrong_usage(terminal: Terminal) -> None:
    assert terminal("rules", "diff", "nothing", str(RULES)).status == 2


def test_a_version_nobody_published_is_not_found(at_home: Terminal) -> None:
    told = at_home("rules", "diff", "1", "77")
    assert told.status == 1
    assert told.err.count("\n") == 1
