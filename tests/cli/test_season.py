"""Seasons from the command line."""

from __future__ import annotations

from datetime import date

from muvengine.bootstrap import Wiring
from muvengine.core.people.actor import SYSTEM
from muvengine.services.fund_season import SeasonGrant, fund_season
from tests.cli.conftest import Terminal

OLD = SeasonGrant("old", date(2020, 1, 1), date(2020, 12, 31), 1000)


def test_a_season_is_closed_after_its_name_was_typed(at_home: Terminal, home: Wiring) -> None:
    fund_season(home.open_uow, OLD, actor=SYSTEM, now=home.now())
    assert (
        "old: 2020-01-01 to 2020-12-31, 1000 left of 1000 points" in at_home("season", "list").out
    )
    slip = at_home("season", "close", "old", "--confirm", "odl")
    assert (slip.status, "nothing was done" in slip.err) == (1, True)
    told = at_home("season", "close", "old", "--carry", "300", "--confirm", "old")
    assert (
        told.out.splitlines()[-1] == "Season old is closed: 300 points carried on, 700 taken back."
    )
    again = at_home("season", "close", "old", "--confirm", "old")
    assert again.out.splitlines()[-1] == "Season old is closed: 0 points carried on, 0 taken back."
    assert "old: 2020-01-01 to 2020-12-31, 0 left of 1000 points, closed" in at_home("season", "list").out  # fmt: skip  # noqa: E501
    assert at_home("ledger", "verify").out == "The ledger holds.\n"


def test_money_goes_back_once_per_reference(at_home: Terminal) -> None:
    at_home("ledger", "fund-budget", "region", "--euros", "200", "--reference", "2026-7")
    asked = ("--reference", "R1", "--reason", "the season is over")
    told = at_home("season", "return-budget", "region", "--euros", "100", *asked)
    assert told.out == "100 euros went back to region.\n"
    again = at_home("season", "return-budget", "region", "--euros", "100", *asked)
    assert (again.status, again.err.count("\n")) == (1, 1)
    assert at_home("ledger", "statement", "funder:region").out.startswith("funder:region: -10000")
