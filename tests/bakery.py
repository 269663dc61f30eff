"""A bakery whose closed statement is contested, for tests of what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from muvengine.core.ledger.account import BUDGET, payable
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import SYSTEM
from muvengine.core.people.identity import Person
from muvengine.core.vouchers.contest import Reason
from muvengine.core.vouchers.statement import Payee, Statement
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


def bakery(open_uow: OpenUow) -> Bakery:
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
