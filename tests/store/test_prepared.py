"""Prepared statements say and keep what the same statements do through SQLAlchemy."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import Actor
from muvengine.store.prepared import Prepared, placed, places
from muvengine.store.tables import metadata
from muvengine.store.unit_of_work import UnitOfWork

OpenUow = Callable[[], UnitOfWork]

RUN = metadata.tables["job_run"]
NOON = datetime(2026, 4, 7, 12, tzinfo=UTC)
ADD = Prepared(insert(RUN))
ALL = select(RUN.c.period, RUN.c.state, RUN.c.started_at, RUN.c.detail).order_by(RUN.c.period)
OF_JOB = ALL.where(RUN.c.job == bindparam("job"))
TURN = Prepared(update(RUN).where(RUN.c.period == bindparam("of")).values(state=bindparam("to")))


def row(period: str) -> dict[str, Any]:
    detail = {"names": ["Zoé", "O'Brien"], "count": 2, "part": 0.1, "none": None}
    return {"job": "x", "period": period, "state": "done", "started_at": NOON, "detail": detail}


def through_sqlalchemy(connection: Connection) -> list[Any]:
    return [tuple(found) for found in connection.execute(OF_JOB, {"job": "x"})]


def test_rows_come_back_as_they_were_given_and_as_sqlalchemy_reads_them(open_uow: OpenUow) -> None:
    with open_uow() as uow:
        ADD.run(uow.connection, row("a"))
        ADD.run_many(uow.connection, [row("b"), row("c")])
        ADD.run_many(uow.connection, [])
        found = Prepared(OF_JOB).all(uow.connection, {"job": "x"})
        assert [tuple(one) for one in found] == through_sqlalchemy(uow.connection)
        assert [one.period for one in found] == ["a", "b", "c"]
        assert (found[0].started_at, found[0].detail) == (NOON, row("a")["detail"])


def test_what_was_not_committed_is_gone(open_uow: OpenUow) -> None:
    with open_uow() as uow:
        ADD.run(uow.connection, row("lost"))
    with open_uow() as uow:
        ADD.run(uow.connection, row("kept"))
        uow.commit()
    with open_uow() as uow:
        assert [one[0] for one in through_sqlalchemy(uow.connection)] == ["kept"]


def test_it_tells_how_many_rows_it_changed(open_uow: OpenUow) -> None:
    with open_uow() as uow:
        ADD.run(uow.connection, row("a"))
        assert TURN.run(uow.connection, {"of": "a", "to": "failed"}) == 1
        assert TURN.run(uow.connection, {"of": "b", "to": "failed"}) == 0


def test_no_row_is_none(open_uow: OpenUow) -> None:
    with open_uow() as uow:
        assert Prepared(OF_JOB).first(uow.connection, {"job": "nobody's"}) is None
        assert Prepared(OF_JOB).scalar(uow.connection, {"job": "nobody's"}) is None
        with pytest.raises(ValueError, match="not enough values"):
            Prepared(OF_JOB).one(uow.connection, {"job": "nobody's"})


@pytest.mark.parametrize("wanted", [(), ("a",), ("a", "c"), ("c", "b", "a"), ("d",)])
def test_a_list_has_places_and_empty_ones_match_nothing(
    open_uow: OpenUow, wanted: tuple[str, ...]
) -> None:
    chosen = Prepared(ALL.where(RUN.c.period.in_(places("period", 3))))
    with open_uow() as uow:
        ADD.run_many(uow.connection, [row("a"), row("b"), row("c")])
        found = chosen.all(uow.connection, placed("period", wanted, 3))
    assert [one.period for one in found] == [one for one in "abc" if one in wanted]


def test_a_list_without_places_is_a_mistake_in_the_code(open_uow: OpenUow) -> None:
    listed = Prepared(ALL.where(RUN.c.period.in_(["a"])))
    with open_uow() as uow, pytest.raises(AssertionError, match="places"):
        listed.all(uow.connection)


def test_a_broken_promise_is_sqlalchemy_s_error(open_uow: OpenUow) -> None:
    with open_uow() as uow:
        ADD.run(uow.connection, row("a"))
        with pytest.raises(IntegrityError), uow.savepoint():
            ADD.run(uow.connection, row("a"))
        ADD.run(uow.connection, row("b"))
        uow.commit()
    with open_uow() as uow:
        assert [one[0] for one in through_sqlalchemy(uow.connection)] == ["a", "b"]


def test_parts_within_parts_are_undone_alone(open_uow: OpenUow) -> None:
    with open_uow() as uow:
        with uow.savepoint():
            ADD.run(uow.connection, row("a"))
            with suppress(KeyError), uow.savepoint():
                ADD.run(uow.connection, row("b"))
                raise KeyError
            ADD.run(uow.connection, row("c"))
        with suppress(KeyError), uow.savepoint():
            with uow.savepoint():
                ADD.run(uow.connection, row("d"))
            raise KeyError
        uow.commit()
    with open_uow() as uow:
        assert [one[0] for one in through_sqlalchemy(uow.connection)] == ["a", "c"]


def test_a_claim_is_one_statement_on_either_database(open_uow: OpenUow) -> None:
    attempt = Attempt(Actor("participant", 1), "key", "endpoint", "hash")
    with open_uow() as uow:
        assert uow.attempts.claim(attempt) is None
        uow.attempts.answer(attempt, {"trip": "Zoé"})
        replay = uow.attempts.claim(attempt)
        assert replay is not None
        assert (replay.refused, replay.answer) == (False, {"trip": "Zoé"})
        assert uow.attempts.claim(replace(attempt, key="another")) is None


def test_a_reading_forgets_nothing_that_was_prepared(postgres_engine: Engine) -> None:
    often = Prepared(OF_JOB)
    for _ in range(8):
        with UnitOfWork(postgres_engine, read_only=True) as uow:
            often.all(uow.connection, {"job": "x"})
    with postgres_engine.connect() as connection:
        names = connection.exec_driver_sql("SELECT statement FROM pg_prepared_statements")
        assert [one for one in names.scalars() if "job_run" in one]
