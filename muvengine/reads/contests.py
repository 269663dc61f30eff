"""What shops contest, and what was answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from muvengine.core.vouchers.contest import Contest, ContestState
from muvengine.core.vouchers.shop import Shop
from muvengine.core.vouchers.statement import Statement, StatementLine
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]
DECIDED_MAX: Final = 50


@dataclass(frozen=True, slots=True)
class ReadContest:
    """A contest with what it is about.

    Attributes:
        contest: the question and its answer.
        statement, shop: whose and which.
        line: the contested one; None where something is missing.
        carrier: the statement that carries the correction; None while it waits.
    """

    contest: Contest
    statement: Statement
    shop: Shop
    line: StatementLine | None
    carrier: Statement | None


@dataclass(frozen=True, slots=True)
class Contests:
    """Open ones, the longest waiting first, and the latest answered ones, with their shops."""

    waiting: tuple[tuple[Contest, Shop], ...]
    decided: tuple[tuple[Contest, Shop], ...]


def contests(open_reading: OpenReading) -> Contests:
    """List what shops contest."""
    with open_reading() as uow:
        shops = {shop.id: shop for shop in uow.shops.listed(open_only=False)}
        found = uow.contests.listed(decided_max=DECIDED_MAX)
    pairs = tuple((one, shops[one.shop_id]) for one in found)
    return Contests(
        waiting=tuple(pair for pair in pairs if pair[0].state is ContestState.OPEN),
        decided=tuple(pair for pair in pairs if pair[0].state is not ContestState.OPEN),
    )


def contest_with_line(open_reading: OpenReading, contest_id: int) -> ReadContest:
    """Give a contest.

    Raises:
        NotFound: no such contest.
    """
    with open_reading() as uow:
        return _read(uow, uow.contests.get(contest_id))


def contests_of(open_reading: OpenReading, statement_id: int) -> tuple[ReadContest, ...]:
    """Give what was said of one statement, in order."""
    with open_reading() as uow:
        return tuple(_read(uow, one) for one in uow.contests.of_statement(statement_id))


def _read(uow: UnitOfWork, contest: Contest) -> ReadContest:
    statement = uow.settlements.get(contest.settlement_id)
    line = None
    if contest.line is not None:
        line = uow.settlements.lines(statement)[contest.line - 1]
    carrier = contest.on_settlement_id
    return ReadContest(
        contest=contest,
        statement=statement,
        shop=uow.shops.get(shop_id=contest.shop_id),
        line=line,
        carrier=None if carrier is None else uow.settlements.get(carrier),
    )
