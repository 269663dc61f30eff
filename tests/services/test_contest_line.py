"""A shop contests a line; the town answers; the next statement puts it right, never the old."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from threading import Barrier

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from muvengine.core.errors import (
    BadInput,
    MuvError,
    NotFound,
    NotPossible,
    ReasonMissing,
    Unfunded,
)
from muvengine.core.ledger.account import BUDGET, payable
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import SYSTEM
from muvengine.core.people.identity import Person
from muvengine.core.vouchers.contest import ContestState, Reason
from muvengine.core.vouchers.statement import LineKind, Payee, Statement
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.close_statement import close_statement
from muvengine.services.contest_line import Complaint, contest_line
from muvengine.services.decide_contest import Decision, decide_contest
from muvengine.services.draft_statements import draft_statements
from muvengine.services.pay_statement import pay_statement
from muvengine.store.unit_of_work import UnitOfWork
from tests.money import PARIS, Town, town

OpenUow = Callable[[], UnitOfWork]
MAY, JUNE, JULY = (datetime(2026, month, 2, 3, 0, tzinfo=PARIS) for month in (5, 6, 7))
WHO = Payee(legal_name="Le Fournil SARL")
KEYS = count()


@dataclass
class Bakery(Town):
    """A shop that has a customer and sells coffee."""

    coffee: int = 0
    buyer: Person = field(kw_only=True)


@pytest.fixture
def made(open_uow: OpenUow) -> Bakery:
    """Le Fournil took three coffees in April; the statement of 4.50 is closed in May."""
    plain = town(open_uow, cents=2000)
    made = Bakery(open_uow, plain.shop_id, plain.device, buyer=plain.person())
    with open_uow() as uow:
        uow.settlements.save_payee(made.shop_id, WHO, now=made.now, by=None)
        uow.commit()
    made.give(made.buyer, 2000)
    made.coffee = made.offer(per_person=50, valid_days=300)
    take(made, 3)
    close(made, MAY)
    made.now = MAY
    return made


def take(made: Bakery, times: int) -> None:
    for _ in range(times):
        made.redeem(made.buy(made.buyer, made.coffee))


def close(made: Bakery, now: datetime) -> Statement:
    [drafted] = draft_statements(made.open_uow, now=now)
    attempt = Attempt(SYSTEM, f"close-{next(KEYS)}", "close_statement", str(drafted))
    close_statement(made.open_uow, drafted, attempt=attempt, now=now)
    return statement(made, drafted)


def statement(made: Bakery, number: int) -> Statement:
    with made.open_uow() as uow:
        return uow.settlements.get(number)


def pay(made: Bakery, number: int) -> None:
    attempt = Attempt(SYSTEM, f"pay-{next(KEYS)}", "pay_statement", str(number))
    pay_statement(made.open_uow, number, "SEPA", attempt=attempt, now=made.now)


def contest(
    made: Bakery,
    line: int | None = 1,
    reason: Reason = Reason.AMOUNT,
    words: str = "it was two euros",
    number: int = 1,
) -> int:
    complaint = Complaint(number, line, reason, words)
    attempt = Attempt.of(made.device.actor, f"ask-{next(KEYS)}", "contest_line", complaint)
    done = contest_line(made.open_uow, complaint, device=made.device, attempt=attempt, now=made.now)
    return int(done.value["id"])


def decide(made: Bakery, number: int, cents: int, reason: str = "you are right") -> None:
    decision = Decision(number, cents, reason)
    attempt = Attempt.of(SYSTEM, f"decide-{next(KEYS)}", "decide_contest", decision)
    decide_contest(made.open_uow, decision, attempt=attempt, now=made.now)


def held(made: Bakery) -> tuple[int, int]:
    """The budget and what the shop is owed, in cents."""
    with made.open_uow() as uow:
        return uow.ledger.balance(BUDGET), uow.ledger.balance(payable(made.shop_id))


def amounts(made: Bakery, one: Statement) -> list[int]:
    with made.open_uow() as uow:
        return [line.amount_cents for line in uow.settlements.lines(one)]


def holds(made: Bakery) -> bool:
    return check_ledger(made.open_uow) == ()


def test_more_is_set_aside_at_once_and_stands_on_the_next_statement(made: Bakery) -> None:
    budget, owed = held(made)
    asked = contest(made)
    assert held(made) == (budget, owed)
    decide(made, asked, 50)
    assert held(made) == (budget - 50, owed + 50)
    assert holds(made)
    take(made, 1)
    second = close(made, JUNE)
    assert (second.number, second.total_cents) == (2, 200)
    with made.open_uow() as uow:
        *_, line = uow.settlements.lines(second)
    assert (line.kind, line.corrects, line.answer) == (
        LineKind.CORRECTION,
        (1, 1),
        "you are right",
    )
    assert amounts(made, statement(made, 1)) == [150, 150, 150]
    pay(made, 1)
    pay(made, second.id)
    assert held(made)[1] == 0
    assert holds(made)


def test_a_correction_alone_makes_a_statement(made: Bakery) -> None:
    decide(made, contest(made, None, Reason.MISSING, "12 April, 3 euros"), 300)
    second = close(made, JUNE)
    assert (amounts(made, second), second.total_cents) == ([300], 300)
    assert holds(made)


def test_less_waits_for_a_statement_that_is_large_enough(made: Bakery) -> None:
    budget, owed = held(made)
    decide(made, contest(made, reason=Reason.NOT_TAKEN), -150)
    assert held(made) == (budget, owed)
    assert draft_statements(made.open_uow, now=JUNE) == ()
    pay(made, 1)
    assert holds(made)
    made.now = JUNE
    take(made, 2)
    second = close(made, JULY)
    assert (amounts(made, second), second.total_cents) == ([150, 150, -150], 150)
    assert held(made)[1] == 150
    assert holds(made)


def test_less_takes_nothing_of_what_a_closed_statement_promised(made: Bakery) -> None:
    decide(made, contest(made, 1, Reason.NOT_TAKEN), -150)
    decide(made, contest(made, 2, Reason.NOT_TAKEN), -150)
    take(made, 1)
    second = close(made, JUNE)
    assert (amounts(made, second), second.total_cents) == ([150, -150], 0)
    pay(made, 1)
    assert held(made)[1] == 0
    pay(made, second.id)
    made.now = JUNE
    take(made, 3)
    assert amounts(made, close(made, JULY)) == [150, 150, 150, -150]
    assert holds(made)


def test_a_refusal_moves_nothing_and_is_read_by_the_shop(made: Bakery) -> None:
    before = held(made)
    decide(made, contest(made), 0, "the paper says 1.50")
    with made.open_uow() as uow:
        [kept] = uow.contests.of_statement(1)
    assert (kept.state, kept.answer) == (ContestState.REFUSED, "the paper says 1.50")
    assert held(made) == before
    assert holds(made)


def test_more_than_the_budget_holds_is_refused_and_can_be_answered_later(made: Bakery) -> None:
    asked, before = contest(made), held(made)
    with pytest.raises(Unfunded):
        decide(made, asked, before[0] + 1)
    assert held(made) == before
    decide(made, asked, before[0])
    assert held(made)[0] == 0
    assert holds(made)


@pytest.mark.parametrize(("days", "refused"), [(30, False), (31, True)])
def test_thirty_days_and_not_one_more(made: Bakery, days: int, refused: bool) -> None:  # noqa: FBT001
    made.now = MAY + timedelta(days=days, hours=20)
    if not refused:
        assert contest(made)
        return
    with pytest.raises(NotPossible):
        contest(made)


def test_what_cannot_be_contested(made: Bakery) -> None:
    contest(made, 2)
    with pytest.raises(NotPossible):
        contest(made, 2, Reason.OTHER, "once more")
    with pytest.raises(NotFound):
        contest(made, 9)
    with pytest.raises(BadInput):
        contest(made, 1, Reason.OTHER, "no")
    with pytest.raises(BadInput):
        contest(made, 1, Reason.MISSING, "12 April")
    with pytest.raises(BadInput):
        contest(made, None, Reason.AMOUNT)
    with pytest.raises(NotFound):
        contest(made, number=7)
    take(made, 1)
    [drafted] = draft_statements(made.open_uow, now=JUNE)
    with pytest.raises(NotPossible):
        contest(made, number=drafted)


def test_what_cannot_be_an_answer(made: Bakery) -> None:
    line, missing = contest(made), contest(made, None, Reason.MISSING, "12 April")
    for number, cents in ((line, -151), (missing, -1), (line, 100_001)):
        with pytest.raises(BadInput):
            decide(made, number, cents)
    with pytest.raises(ReasonMissing):
        decide(made, line, 0, "no")
    decide(made, line, 0, "as agreed")
    with pytest.raises(NotPossible):
        decide(made, line, 50)


def test_many_hands_answer_once(made: Bakery) -> None:
    asked, before, ready = contest(made), held(made), Barrier(6)

    def press(_: int) -> str:
        ready.wait()
        try:
            decide(made, asked, 50)
        except MuvError as refusal:
            return refusal.code
        return "done"

    with ThreadPoolExecutor(6) as hands:
        heard = sorted(hands.map(press, range(6)))
    assert heard == ["done", *["not_possible"] * 5]
    assert held(made) == (before[0] - 50, before[1] + 50)
    assert holds(made)


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
