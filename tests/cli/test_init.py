"""A town of one's own."""

from __future__ import annotations

import re

import pytest

from muvengine.bootstrap import Wiring
from muvengine.reads.budget import budget
from muvengine.reads.people import staff
from muvengine.reads.programme import programme
from muvengine.services.sign_in import Browser, by_link
from muvengine.words.catalogue import LANGUAGES
from tests.cli.conftest import AT_HOME, Terminal


def test_it_sets_a_whole_town_up(at_home: Terminal, home: Wiring) -> None:
    del at_home
    here = programme(home.open_reading)
    assert (here.name, str(here.zone)) == ("Town", "Europe/Paris")
    assert here.locales == tuple(LANGUAGES)
    assert [person.name for person in staff(home.open_reading)] == ["Claire"]
    with home.open_reading() as uow:
        assert [version.name for version in uow.rulebooks.published()] == ["muv"]
    money = budget(home.open_reading)
    assert money.seasons[0].points_left == 1_000_000
    assert money.figures.budget_cents == 50_000


def test_the_organiser_comes_in_by_the_link_it_prints(terminal: Terminal, home: Wiring) -> None:
    # `home` has used one town up; the link of a second run would be another's.
    again = terminal("people", "link", "claire@town.example")
    token = re.search(r"https://muv\.example/enter/(\S+)", again.out)
    assert token
    assert by_link(
        home.open_uow,
        link=token[1],
        browser=Browser("192.0.2.1"),
        now=home.now(),
        new_token=home.new_token,
    )


def test_it_refuses_to_overwrite_a_town(at_home: Terminal) -> None:
    again = at_home("init", *AT_HOME)
    assert again.status == 1
    assert again.err.count("\n") == 1


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--area", "43.61,5.06,43.67"),
        ("--area", "43.67,5.06,43.61,5.14"),
        ("--zone", "Europe/Salon"),
        ("--points", "0"),
    ],
)
def test_wrong_usage_is_one_sentence(terminal: Terminal, option: str, value: str) -> None:
    told = terminal("init", *AT_HOME, option, value)
    assert told.status == 2
    assert told.err.count("\n") == 1
    assert option in told.err


def test_other_commands_say_that_there_is_no_town_yet(terminal: Terminal) -> None:
    told = terminal("ledger", "verify")
    assert told.status == 1
    assert "muvengine init" in told.err
