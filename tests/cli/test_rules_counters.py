# ruff: noqa: E501  each counter stands on one line of the table
"""Counters compared with score sheets, from the command line."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import Engine, text

from muvengine.cli.rules_counters import SHOWN, in_words
from tests.build import Town, ride
from tests.cli.conftest import Terminal

NAMES = ("Fatou", "Karim", "Inès")
ALL_GOOD = "Every counter is the sum of its score sheets.\n"


@pytest.fixture
def walked(terminal: Terminal, town: Town) -> Terminal:
    """A terminal in front of a town with a trip."""
    town.trip(ride())
    return terminal


def tamper(engine: Engine, statement: str) -> None:
    with engine.begin() as connection:
        connection.execute(text(statement))


def test_a_town_whose_counters_hold_is_said_to_hold(walked: Terminal) -> None:
    told = walked("rules", "counters")
    assert (told.status, told.out) == (0, ALL_GOOD)
    assert (walked("rules", "counters", "--repair").out) == ALL_GOOD
    document = json.loads(walked("rules", "counters", "--json").out)
    assert document == {
        "schema": "muv.counters/v1", "counters": 0, "people": 0, "first": [], "repaired": None,
    }  # fmt: skip


def test_the_first_that_differ_are_told_without_a_name_and_nothing_is_changed(
    walked: Terminal, sqlite_engine: Engine
) -> None:
    tamper(sqlite_engine, "UPDATE score_counter SET value = value + 1")
    told = walked("rules", "counters")
    assert told.status == 1
    assert told.out.count("Person ") == SHOWN
    assert "more." in told.out
    assert "muvengine rules counters --repair" in told.out
    assert not any(name in told.out for name in NAMES)
    assert walked("rules", "counters").out == told.out


def test_a_repair_puts_them_right_and_says_how_many(
    walked: Terminal, sqlite_engine: Engine
) -> None:
    tamper(sqlite_engine, "DELETE FROM score_counter WHERE key = 'life:trips'")
    told = walked("rules", "counters", "--repair")
    assert told.status == 0
    assert "scored trips: nothing kept, 1 due." in told.out
    assert "Put right: 1." in told.out
    assert walked("rules", "counters").out == ALL_GOOD


def test_programs_are_told_the_same(walked: Terminal, sqlite_engine: Engine) -> None:
    tamper(sqlite_engine, "UPDATE score_counter SET value = 4 WHERE key = 'life:trips'")
    told = walked("rules", "counters", "--json")
    assert told.status == 1
    document = json.loads(told.out)
    [first] = document.pop("first")
    assert (first["counter"], first["kept"], first["due"]) == ("life:trips", 4, 1)
    assert document == {"schema": "muv.counters/v1", "counters": 1, "people": 1, "repaired": None}
    repaired = walked("rules", "counters", "--json", "--repair")
    assert (repaired.status, json.loads(repaired.out)["repaired"]) == (0, 1)


def test_a_packed_week_is_told_day_by_day(walked: Terminal, sqlite_engine: Engine) -> None:
    tamper(sqlite_engine, "UPDATE score_counter SET value = 258 WHERE key LIKE 'week%days'")
    out = walked("rules", "counters").out
    assert "trips from Monday to Sunday in the week 2026-W15: 2 1 0 0 0 0 0 kept" in out


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("day:2026-03-14:m:walk-km", "metres of walk-km on 2026-03-14"),
        ("day:2026-03-14:b:walk-km", "points by the kilometre of walk-km on 2026-03-14"),
        ("week:2026-W11:f:five-days", "times that a limit was used by five-days in the week 2026-W11"),
        ("day:2026-03-14:f:set-route:canal", "times that a limit was used by set-route for canal on 2026-03-14"),
        ("month:2026-03:p:month", "points under the ceiling month in the month 2026-03"),
        ("season:muv:p:all", "points under the ceiling all in the season muv"),
        ("helper:7:day:2026-03-14:p:desk", "points under the ceiling desk on 2026-03-14, of the people they help"),
        ("programme:season:muv:p:all", "points under the ceiling all in the season muv, a part of everybody's"),
        ("week:2026-W11:days", "trips from Monday to Sunday in the week 2026-W11"),
        ("life:trips", "scored trips"),
        ("life:mode:bike", "scored trips by bike"),
    ],
)  # fmt: skip
def test_every_kind_of_counter_has_words(key: str, words: str) -> None:
    assert in_words(key) == words
