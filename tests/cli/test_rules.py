"""Rulebooks from the command line."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine

from muvengine.bootstrap import Wiring, wire
from muvengine.cli.rehearsed import rehearsed
from muvengine.core.people.actor import Actor
from muvengine.core.rules.rehearsal_kept import Wanted
from muvengine.core.trips.judgement import Claim
from muvengine.services.submit_trip import Submission, submit_trip
from muvengine.settings import Settings
from tests.cli.conftest import AT_HOME, Terminal
from tests.people import participant
from tests.town import RULES, gpx, ride

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


@pytest.fixture
def dearer(tmp_path: Path) -> Path:
    file = tmp_path / "dearer.yaml"
    file.write_text(RULES.read_text("utf-8").replace("points: 12}", "points: 24}", 1), "utf-8")
    return file


@pytest.fixture
def walked(home: Wiring) -> Wiring:
    """Two people who walked; on the town's second day, as its first may be minutes old."""
    now = home.now() + timedelta(days=1)
    for seed in (1, 2):
        person = participant(home.open_uow, f"Person {seed}")
        data = gpx(ride(start=now - timedelta(hours=2), seed=seed))
        sent = Submission(person.id, Actor("participant", person.id), data, Claim("walk"))
        submit_trip(
            home.open_uow,
            home.shelf,
            sent,
            attempt=sent.attempt(f"walk-{seed}"),
            now=now,
            new_token=home.new_token,
        )
    return home


def until_walked(walked: Wiring) -> tuple[str, str]:
    """Until after the town's second day, whatever the clock says and wherever the town is."""
    return "--to", (walked.now().date() + timedelta(days=2)).isoformat()


def test_what_dearer_kilometres_would_have_paid_is_told_and_nothing_changed(
    at_home: Terminal, walked: Wiring, dearer: Path
) -> None:
    told = at_home("rules", "simulate", str(dearer), *until_walked(walked))
    assert told.status == 0
    assert "2 trips of 2 people" in told.out
    assert "walk-km" in told.out
    again = at_home("rules", "simulate", str(dearer), *until_walked(walked))
    assert again.out == told.out
    with walked.open_reading() as uow:
        assert [version.version for version in uow.rulebooks.published()] == [1]


def test_two_processes_and_one_give_the_same(walked: Wiring, dearer: Path) -> None:
    today = walked.now().date()
    wanted = Wanted(dearer.read_bytes(), today - timedelta(days=30), today + timedelta(days=2))
    two = rehearsed(walked, wanted, 2, alone=0)
    assert two == rehearsed(walked, wanted, 1)
    assert two.total.trips == 2


def test_programs_are_told_everything_but_who(
    at_home: Terminal, walked: Wiring, dearer: Path
) -> None:
    told = at_home("rules", "simulate", str(dearer), "--json", *until_walked(walked))
    found = json.loads(told.out)
    assert found["schema"] == "muv.rehearsal/v1"
    assert (found["total"]["people"], found["total"]["trips"]) == (2, 2)
    assert found["season"] == {
        "left": 1_000_000, "base_runs_out": None, "candidate_runs_out": None
    }  # fmt: skip
    assert found["losses"] == found["gains"] == [], "two people could be told from each other"


def test_a_base_that_was_never_published_is_refused_in_one_line(
    at_home: Terminal, walked: Wiring, dearer: Path
) -> None:
    del walked
    told = at_home("rules", "simulate", str(dearer), "--base", "9")
    assert told.status == 1
    assert told.err.count("\n") == 1


def test_a_file_with_problems_is_not_rehearsed(at_home: Terminal, bad: Path) -> None:
    told = at_home("rules", "simulate", str(bad))
    assert told.status == 1
    assert "R101" in told.out


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


def test_the_reference_page_is_written_in_a_language(terminal: Terminal) -> None:
    told = terminal("rules", "schema", "--page", "fr")
    assert told.out.startswith("# Tous les mots d’un règlement\n")


# Whatever the hour, it is another day than in Greenwich in one of them.
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_today_is_the_towns(
    terminal: Terminal, sqlite_engine: Engine, dearer: Path, zone: str
) -> None:
    there = [zone if word == "Europe/Paris" else word for word in AT_HOME]
    assert terminal("init", *there, "--euros", "500").status == 0
    told = json.loads(terminal("rules", "simulate", str(dearer), "--json").out)
    now = wire(Settings(database_url=sqlite_engine.url.render_as_string())).now()
    assert told["to"] == now.astimezone(ZoneInfo(zone)).date().isoformat()
    assert told["total"]["trips"] == 0


def test_without_a_town_nothing_is_rehearsed(terminal: Terminal, dearer: Path) -> None:
    told = terminal("rules", "simulate", str(dearer))
    assert told.status == 1
    assert told.err.count("\n") == 1
