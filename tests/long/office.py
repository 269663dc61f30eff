"""The town hall's part of a simulated year: statements, contests, the turn of a season."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from random import Random  # noqa: TID251  seeded: the same each run

from muvengine.core.errors import MuvError
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import SYSTEM
from muvengine.core.people.identity import Device
from muvengine.core.vouchers.contest import Contest, ContestState, Reason
from muvengine.core.vouchers.statement import LineKind, Statement, StatementState
from muvengine.services.close_season import Closing, close_season
from muvengine.services.close_statement import close_statement
from muvengine.services.contest_line import Complaint, contest_line
from muvengine.services.decide_contest import Decision, decide_contest
from muvengine.services.draft_statements import draft_statements
from muvengine.services.pay_statement import pay_statement
from muvengine.store.figures import seasons
from muvengine.store.unit_of_work import UnitOfWork
from tests.money import OpenUow

PAID_AFTER = timedelta(days=9)


@dataclass
class Office:
    """Drafts, closes, pays and answers, and closes the first season when it may."""

    open_uow: OpenUow
    tills: dict[int, Device]
    season: str
    dice: Random = field(default_factory=lambda: Random(5))  # noqa: S311  the same each run
    keys: count[int] = field(default_factory=count)
    closed: list[tuple[int, datetime]] = field(default_factory=list)

    def work(self, now: datetime, done: Counter[str]) -> None:
        """One night and morning."""
        self._close_season(now, done)
        for statement_id in draft_statements(self.open_uow, now=now):
            attempt = self._attempt("close_statement", statement_id)
            close_statement(self.open_uow, statement_id, attempt=attempt, now=now)
            self.closed.append((statement_id, now))
            done["statements"] += 1
            if self.dice.random() < 0.5:
                self._contest(statement_id, now, done)
        while self.closed and self.closed[0][1] + PAID_AFTER <= now:
            self._pay(self.closed.pop(0)[0], now)
            done["statements paid"] += 1
        self._answer(now, done)

    def _pay(self, statement_id: int, now: datetime) -> None:
        attempt = self._attempt("pay_statement", statement_id)
        pay_statement(self.open_uow, statement_id, "SEPA", attempt=attempt, now=now)

    def _contest(self, statement_id: int, now: datetime, done: Counter[str]) -> None:
        with self.open_uow() as uow:
            statement = uow.settlements.get(statement_id)
            lines = uow.settlements.lines(statement)
        line = self.dice.choice((None, self.dice.randrange(1, len(lines) + 1)))
        reason = self.dice.choice((Reason.AMOUNT, Reason.NOT_TAKEN)) if line else Reason.MISSING
        complaint = Complaint(statement_id, line, reason, "look again please")
        device = self.tills[statement.shop_id]
        attempt = self._attempt("contest_line", complaint)
        contest_line(self.open_uow, complaint, device=device, attempt=attempt, now=now)
        done["contests"] += 1

    def _answer(self, now: datetime, done: Counter[str]) -> None:
        with self.open_uow() as uow:
            waiting = [
                one for one in uow.contests.listed(decided_max=0) if one.state is ContestState.OPEN
            ]
            asked = [(one, self._cents(uow, one)) for one in waiting]
        for contest, cents in asked:
            if self.dice.random() < 0.3:
                decision = Decision(contest.id, cents, "we have looked")
                attempt = self._attempt("decide_contest", decision)
                try:
                    decide_contest(self.open_uow, decision, attempt=attempt, now=now)
                except MuvError as refusal:
                    done[f"decision refused ({refusal.code})"] += 1
                    continue
                done[f"contests {'refused' if not cents else 'more' if cents > 0 else 'less'}"] += 1

    def _cents(self, uow: UnitOfWork, contest: Contest) -> int:
        if contest.line is None:
            return self.dice.choice((0, 150, 500))
        line = uow.settlements.lines(uow.settlements.get(contest.settlement_id))[contest.line - 1]
        if contest.reason is Reason.NOT_TAKEN and line.kind is LineKind.REDEMPTION:
            return -line.amount_cents
        return self.dice.choice((0, 50, 90))

    def _close_season(self, now: datetime, done: Counter[str]) -> None:
        with self.open_uow() as uow:
            season = uow.seasons.get(self.season)
            left = next(s.points_left for s in seasons(uow.connection) if s.key == self.season)
        if now.date() < season.closing_from or (season.closed_at is not None and not left):
            return
        closing = Closing(self.season, left, left // 2)
        attempt = self._attempt("close_season", closing)
        moved = close_season(self.open_uow, closing, attempt=attempt, now=now).value
        done["season closings"] += 1
        done["points carried on"] += moved["carried"]
        done["points taken back"] += moved["returned"]

    def _attempt(self, endpoint: str, said: object) -> Attempt:
        return Attempt.of(SYSTEM, f"office-{next(self.keys)}", endpoint, str(said))


def numbered(uow: UnitOfWork, shop_id: int) -> list[Statement]:
    """Give a shop's statements that have a number."""
    found = uow.settlements.listed(shop_id=shop_id)
    return [one for one in found if one.state is not StatementState.DRAFT]
