"""Points and money from the command line."""

from __future__ import annotations

import json
from datetime import timedelta

from muvengine.bootstrap import Wiring
from muvengine.services.seal_journals import seal_journals
from tests.cli.conftest import Terminal


def test_a_sound_ledger_holds_and_a_broken_one_is_told_with_its_row(
    at_home: Terminal, home: Wiring
) -> None:
    assert at_home("ledger", "verify").out == "The ledger holds.\n"
    with home.open_uow() as uow:
        uow.connection.exec_driver_sql(
            "UPDATE ledger_account SET balance = balance + 1 WHERE code = 'programme:budget'"
        )
        uow.commit()
    told = at_home("ledger", "verify")
    assert told.status == 1
    assert "programme:budget" in told.out


def test_money_is_promised_once_per_reference(at_home: Terminal) -> None:
    first = at_home("ledger", "fund-budget", "region", "--euros", "20", "--reference", "2026-7")
    assert first.out == "Budget: 20 euros more.\n"
    again = at_home("ledger", "fund-budget", "region", "--euros", "20", "--reference", "2026-7")
    assert again.out == "This was posted before.\n"
    told = at_home("ledger", "statement", "programme:budget").out.splitlines()
    assert told[0] == "programme:budget: 52000 EUR"
    assert len(told) == 3


def test_a_second_season_cannot_take_days_of_the_first(at_home: Terminal) -> None:
    told = at_home(
        "ledger", "fund-season", "again", "--points", "5",
        "--from", "2020-01-01", "--to", "2099-01-01", "--reference", "x",
    )  # fmt: skip
    assert (told.status, told.err.count("\n")) == (1, 1)


def test_an_unknown_account_is_one_sentence(at_home: Terminal) -> None:
    told = at_home("ledger", "statement", "p:99:available")
    assert (told.status, told.err.count("\n")) == (1, 1)


def test_a_seal_is_told_and_found_again(at_home: Terminal, home: Wiring) -> None:
    seal_journals(home.open_uow, now=home.now() + timedelta(minutes=2))
    held, sealed = at_home("ledger", "verify").out.splitlines()
    assert held == "The ledger holds."
    head = sealed.rpartition(" ")[2]
    assert "That seal holds" in at_home("ledger", "verify", "--head", head[:16]).out
    told = at_home("ledger", "verify", "--head", "0" * 16)
    assert (told.status, told.err.count("\n")) == (1, 1)


def test_a_statement_is_given_to_programs_too(at_home: Terminal) -> None:
    told = json.loads(at_home("ledger", "statement", "programme:budget", "--format", "json").out)
    assert (told["unit"], told["balance"]) == ("EUR", 50_000)
    table = at_home("ledger", "statement", "programme:budget", "--format", "csv").out
    assert table.splitlines()[1].split(";")[2:5] == ["budget.fund", "50000", "50000"]
