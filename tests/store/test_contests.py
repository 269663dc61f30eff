"""The database itself keeps an answer, and a correction that does not add up is named."""

from __future__ import annotations

from functools import partial

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from muvengine.reads.ledger_check import check_ledger
from muvengine.store.unit_of_work import UnitOfWork
from tests.bakery import JUNE, Bakery, OpenUow, bakery, close, contest, decide, holds


@pytest.fixture
def made(open_uow: OpenUow) -> Bakery:
    """See ``bakery``."""
    return bakery(open_uow)


REFUSED = [
    "UPDATE statement_contest SET cents = 99",
    "UPDATE statement_contest SET answer = 'other words'",
    "UPDATE statement_contest SET words = 'other words'",
    "UPDATE statement_contest SET journal_id = NULL",
    "UPDATE statement_contest SET on_settlement_id = 1",
    "DELETE FROM statement_contest",
    "UPDATE settlement_paper SET sha256 = 'a'",
    "DELETE FROM settlement_paper",
]


@pytest.mark.parametrize("change", REFUSED)
def test_the_database_itself_keeps_an_answer(made: Bakery, engine: Engine, change: str) -> None:
    decide(made, contest(made), 50)
    close(made, JUNE)
    with pytest.raises(DBAPIError), engine.begin() as connection:
        connection.execute(text(change))


BROKEN = [
    ("I6 correction", "UPDATE statement_contest SET cents = 60"),
    ("I6 correction", "UPDATE ledger_journal SET ref_id = 9 WHERE kind = 'statement.correct'"),
    ("I6 correction line", "DELETE FROM settlement_line WHERE contest_id IS NOT NULL"),
    ("I6 correction line", "UPDATE statement_contest SET on_settlement_id = NULL"),
    ("I6 payable", "UPDATE statement_contest SET journal_id = NULL"),
    ("I6 paper", "UPDATE settlement_paper SET sha256 = 'a'"),
]


@pytest.mark.parametrize(("name", "change"), BROKEN)
def test_a_correction_that_does_not_add_up_is_named(
    made: Bakery, engine: Engine, name: str, change: str
) -> None:
    decide(made, contest(made), 50)
    close(made, JUNE)
    assert holds(made)
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        else:
            guards = text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for guard in connection.execute(guards).scalars().all():
                connection.execute(text(f"DROP TRIGGER {guard}"))
        connection.execute(text(change))
    found = {one.invariant for one in check_ledger(partial(UnitOfWork, engine, read_only=True))}
    assert name in found
