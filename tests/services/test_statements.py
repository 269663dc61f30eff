"""Statements of shops: each redemption once, numbers without gaps, paid to the cent."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from functools import partial
from itertools import count
from threading import Barrier

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from muvengine.core.errors import BadInput, MuvError, NotPossible
from muvengine.core.ledger.account import payable
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import SYSTEM
from muvengine.core.vouchers.statement import Payee, Rhythm, Statement, StatementState
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.close_statement import close_statement
from muvengine.services.draft_statements import draft_statements
from muvengine.services.pay_statement import pay_statement
from muvengine.services.seal_journals import seal_journals
from muvengine.store.unit_of_work import UnitOfWork
from tests.money import PARIS, Town, town

OpenUow = Callable[[], UnitOfWork]
MAY = datetime(2026, 5, 2, 3, 0, tzinfo=PARIS)
WHO = Payee(legal_name="Le Fournil SARL", iban="FR7630006000011234567890189")
KEYS = count()


@pytest.fixture
def made(open_uow: OpenUow) -> Town:
    """Le Fournil has taken four coffees in April, one of them undone."""
    made = town(open_uow)
    set_payee(made, WHO)
    fatou = made.person()
    made.give(fatou, 2000)
    coffee = made.offer(per_person=20)
    for _ in range(3):
        made.redeem(made.buy(fatou, coffee))
    made.undo(made.redeem(made.buy(fatou, coffee)).redemption_id)
    return made


def set_payee(made: Town, payee: Payee) -> None:
    with made.open_uow() as uow:
        uow.settlements.save_payee(made.shop_id, payee, now=made.now, by=None)
        uow.commit()


def statements(made: Town) -> list[Statement]:
    with made.open_uow() as uow:
        return uow.settlements.listed()


def owed(made: Town) -> int:
    with made.open_uow() as uow:
        return uow.ledger.balance(payable(made.shop_id))


def close(made: Town, number: int, key: str | None = None) -> object:
    attempt = Attempt(SYSTEM, key or f"close-{next(KEYS)}", "close_statement", str(number))
    return close_statement(made.open_uow, number, attempt=attempt, now=MAY).value["number"]


def pay(made: Town, number: int, reference: str = "SEPA 1") -> None:
    attempt = Attempt(SYSTEM, f"pay-{next(KEYS)}", "pay_statement", f"{number}{reference}")
    pay_statement(made.open_uow, number, reference, attempt=attempt, now=MAY)


def holds(made: Town) -> bool:
    return check_ledger(made.open_uow) == ()


def test_a_month_becomes_one_statement_with_every_redemption_once(made: Town) -> None:
    [drafted] = draft_statements(made.open_uow, now=MAY)
    assert draft_statements(made.open_uow, now=MAY) == ()
    [draft] = statements(made)
    assert (draft.period_from, draft.period_to) == (date(2026, 4, 1), date(2026, 4, 30))
    assert (draft.state, draft.number, draft.total_cents) == (StatementState.DRAFT, None, 450)
    with made.open_uow() as uow:
        lines = uow.settlements.lines(draft)
    assert [line.amount_cents for line in lines] == [150, 150, 150]
    assert {len(line.code_end) for line in lines} == {3}, "enough to find the paper"
    assert close(made, drafted) == 1
    pay(made, drafted)
    [paid] = statements(made)
    assert (paid.state, paid.total_cents, paid.payee) == (StatementState.PAID, 450, WHO)
    assert owed(made) == 0
    assert holds(made)


def test_a_month_that_is_not_over_has_no_statement(made: Town) -> None:
    for moment in (made.now, datetime(2026, 4, 30, 23, 59, tzinfo=PARIS), datetime(2026, 5, 1, 0, 10, tzinfo=PARIS)):  # fmt: skip  # noqa: E501
        assert draft_statements(made.open_uow, now=moment) == ()
    assert len(draft_statements(made.open_uow, now=datetime(2026, 5, 1, 0, 16, tzinfo=PARIS))) == 1


def test_a_shop_may_be_paid_by_the_week(made: Town) -> None:
    set_payee(made, Payee("Le Fournil SARL", rhythm=Rhythm.WEEK))
    draft_statements(made.open_uow, now=made.now + timedelta(days=7))
    [draft] = statements(made)
    assert (draft.period_from, draft.period_to) == (date(2026, 4, 6), date(2026, 4, 12))


def test_a_missed_month_is_made_up_for_and_a_quiet_one_left_out(made: Town) -> None:
    fatou = made.person("Karim")
    made.give(fatou, 500)
    made.now = datetime(2026, 6, 30, 23, 50, tzinfo=PARIS)
    made.redeem(made.buy(fatou, made.offer(valid_days=300)))
    draft_statements(made.open_uow, now=datetime(2026, 9, 3, 3, 0, tzinfo=PARIS))
    found = {one.period_to: one.total_cents for one in statements(made)}
    assert found == {date(2026, 4, 30): 450, date(2026, 6, 30): 150}
    assert holds(made)


def test_numbers_have_no_gaps_whatever_is_refused_between(made: Town) -> None:
    [first] = draft_statements(made.open_uow, now=MAY)
    set_payee(made, Payee())
    with pytest.raises(BadInput):
        close(made, first)
    set_payee(made, WHO)
    assert close(made, first, "once") == 1
    assert close(made, first, "once") == 1
    with pytest.raises(NotPossible):
        close(made, first)
    made.now = datetime(2026, 5, 9, 12, 0, tzinfo=PARIS)
    karim = made.person("Karim")
    made.give(karim, 500)
    made.redeem(made.buy(karim, made.offer()))
    [second] = draft_statements(made.open_uow, now=MAY + timedelta(days=31))
    assert close(made, second) == 2
    assert holds(made)


def test_a_closed_statement_keeps_who_the_shop_was_and_the_seal(made: Town) -> None:
    seal_journals(made.open_uow, now=MAY)
    [drafted] = draft_statements(made.open_uow, now=MAY)
    close(made, drafted)
    set_payee(made, Payee(legal_name="Somebody else"))
    [closed] = statements(made)
    assert closed.payee == WHO
    assert len(closed.ledger_head) == 64


def test_what_is_on_a_statement_cannot_be_undone_at_the_till(made: Town) -> None:
    karim = made.person("Karim")
    made.give(karim, 500)
    made.now = datetime(2026, 4, 30, 23, 59, tzinfo=PARIS)
    taken = made.redeem(made.buy(karim, made.offer()))
    draft_statements(made.open_uow, now=MAY)
    with pytest.raises(NotPossible):
        made.undo(taken.redemption_id)
    assert holds(made)


@pytest.mark.parametrize("act", ["close", "pay"])
def test_two_hands_at_once_close_and_pay_once(made: Town, act: str) -> None:
    [drafted] = draft_statements(made.open_uow, now=MAY)
    if act == "pay":
        close(made, drafted)
    ready = Barrier(8)

    def press(_: int) -> str:
        ready.wait()
        try:
            (close if act == "close" else pay)(made, drafted)
        except MuvError as refusal:
            return refusal.code
        return "done"

    with ThreadPoolExecutor(8) as hands:
        heard = list(hands.map(press, range(8)))
    assert sorted(heard) == ["done", *["not_possible"] * 7]
    assert owed(made) == (0 if act == "pay" else 450)
    assert holds(made)


def test_drafting_at_once_counts_nothing_twice(made: Town) -> None:
    ready = Barrier(6)

    def draft(_: int) -> tuple[int, ...]:
        ready.wait()
        return draft_statements(made.open_uow, now=MAY)

    with ThreadPoolExecutor(6) as hands:
        drafted = [number for found in hands.map(draft, range(6)) for number in found]
    assert len(drafted) == 1
    assert [one.total_cents for one in statements(made)] == [450]


REFUSED = [
    "UPDATE settlement SET total_cents = 1",
    "UPDATE settlement SET number = 9",
    "UPDATE settlement SET payee = '{}'",
    "UPDATE settlement SET state = 'draft', number = NULL",
    "DELETE FROM settlement",
    "UPDATE settlement_line SET amount_cents = 1",
    "DELETE FROM settlement_line",
]


@pytest.mark.parametrize("statement", REFUSED)
def test_the_database_itself_keeps_a_closed_statement(
    made: Town, engine: Engine, statement: str
) -> None:
    [drafted] = draft_statements(made.open_uow, now=MAY)
    close(made, drafted)
    with pytest.raises(DBAPIError), engine.begin() as connection:
        connection.execute(text(statement))


BROKEN = [
    ("I6 paid", "UPDATE ledger_journal SET ref_id = 99 WHERE kind = 'shop.settle'"),
    ("I6 statement", "UPDATE settlement SET total_cents = 9"),
    ("I6 line", "UPDATE redemption SET state = 'undone' WHERE id = 1"),
    ("I6 line", "UPDATE redemption SET settlement_id = NULL WHERE id = 1"),
    ("I6 numbers", "UPDATE settlement SET number = 2"),
    ("I6 payable", "UPDATE settlement SET state = 'closed'"),
]


@pytest.mark.parametrize(("name", "statement"), BROKEN)
def test_a_statement_that_does_not_add_up_is_named(
    made: Town, engine: Engine, name: str, statement: str
) -> None:
    [drafted] = draft_statements(made.open_uow, now=MAY)
    close(made, drafted)
    pay(made, drafted)
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        else:
            guards = text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for guard in connection.execute(guards).scalars().all():
                connection.execute(text(f"DROP TRIGGER {guard}"))
        connection.execute(text(statement))
    found = {one.invariant for one in check_ledger(partial(UnitOfWork, engine, read_only=True))}
    assert name in found
