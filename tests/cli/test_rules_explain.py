"""Why a trip earned what it earned, from the command line."""

from __future__ import annotations

import json

import pytest

from tests.build import RULES, Town, ride
from tests.cli.conftest import Terminal

LINE = {
    "rule", "kind", "status", "points", "label", "why", "told", "missed", "gives", "facts", "place",
}  # fmt: skip


@pytest.fixture
def walked(terminal: Terminal, town: Town) -> str:
    """A trip of a town that the terminal stands in front of."""
    del terminal
    return town.trip(ride())


def test_a_trip_that_does_not_exist_has_no_sheet(at_home: Terminal) -> None:
    told = at_home("rules", "explain", "no-such-trip")
    assert told.status == 1
    assert told.err.count("\n") == 1


def test_without_a_town_there_is_one_sentence(terminal: Terminal) -> None:
    told = terminal("rules", "explain", "no-such-trip")
    assert told.status == 1
    assert "No town is set up here" in told.err


def test_programs_read_every_line_with_its_place(terminal: Terminal, walked: str) -> None:
    told = terminal("rules", "explain", walked, "--json")
    assert told.status == 0
    document = json.loads(told.out)
    assert set(document) == {
        "engine", "trip", "local_day", "outcome", "sheet", "status", "points", "rulebook", "lines",
    }  # fmt: skip
    assert document["trip"] == walked
    assert (document["points"], document["outcome"], document["sheet"]) == (53, "confirmed", 1)
    assert set(document["rulebook"]) == {"name", "version", "sha256"}
    assert all(set(line) == LINE for line in document["lines"])
    assert sum(line["points"] for line in document["lines"]) == 53

    written = RULES.read_text("utf-8").splitlines()
    for line in document["lines"]:
        place = line["place"]
        assert written[place["line"] - 1][place["column"] - 1 :] == f"rule: {line['rule']}"


def test_what_was_missed_says_what_it_would_have_taken(terminal: Terminal, walked: str) -> None:
    lines = json.loads(terminal("rules", "explain", walked, "--json").out)["lines"]
    stamps = next(line for line in lines if line["rule"] == "stamps")
    assert (stamps["gives"], stamps["missed"]) == (5, True)
    assert stamps["told"] == "1 more stamp would have given 5 points (there was none)"
    assert stamps["facts"] == {"condition": "stamps", "value": 0}


def test_people_read_the_place_as_an_editor_opens_it(terminal: Terminal, walked: str) -> None:
    told = terminal("rules", "explain", walked, "--locale", "fr").out
    assert "confirmed, 53 points, sheet 1\nrulebook muv, version 1\n" in told
    [welcome] = [line for line in told.splitlines() if "Premier trajet" in line]
    assert "   +30  Premier trajet: 30 points pour ce trajet (applied) muv-v1.yaml:" in welcome
    number = int(welcome.split(":")[-2])
    assert RULES.read_text("utf-8").splitlines()[number - 1] == "  - rule: welcome"


def test_the_help_names_every_word_of_the_json(terminal: Terminal, walked: str) -> None:
    described = terminal("rules", "explain", "--help").out
    document = json.loads(terminal("rules", "explain", walked, "--json").out)
    words = {*document, *document["rulebook"], *document["lines"][0], "column"}
    assert [word for word in words if word not in described] == []
