"""A shop says that a line of its statement is wrong, or that one is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from muvengine.core.errors import NotFound, NotPossible
from muvengine.core.ledger.attempt import Answer, Attempt
from muvengine.core.people.identity import Device
from muvengine.core.vouchers.contest import OPEN_MAX, Contest, ContestState, Reason, check_contest
from muvengine.core.vouchers.statement import Statement, StatementLine
from muvengine.services.attempt import OpenUow, once
from muvengine.store.unit_of_work import UnitOfWork

ENDPOINT: Final = "contest_line"


@dataclass(frozen=True, slots=True)
class Complaint:
    """What a shop says.

    Attributes:
        statement_id: one of its own, closed or paid.
        line: counted from 1; None where something is missing.
        reason: see ``Reason``.
        words: the shop's own, at most 300 characters.
    """

    statement_id: int
    line: int | None
    reason: Reason
    words: str = ""


def contest_line(
    open_uow: OpenUow, complaint: Complaint, *, device: Device, attempt: Attempt, now: datetime
) -> Answer:
    """Keep the question; the money stays as it is until somebody has answered.

    Args:
        open_uow: starts a writing transaction.
        complaint: about which line, and why.
        device: the shop's tablet.
        attempt: claims the write.
        now: in the town's zone.

    Returns:
        ``{"id": ...}`` of the contest.

    Raises:
        NotFound: no such statement or line, or another shop's.
        NotPossible: see ``check_contest``; the line was contested before; or too many
            questions of this statement wait.
        BadInput: see ``check_contest``.
        KeyReused: the key was used for something else.
    """

    def ask(uow: UnitOfWork) -> dict[str, Any]:
        statement = uow.settlements.get(complaint.statement_id, shop_id=device.shop_id)
        line = line_of(uow, statement, complaint.line)
        check_contest(statement, line, complaint.reason, complaint.words, now=now)
        if uow.contests.count_open(settlement_id=statement.id) >= OPEN_MAX:
            raise NotPossible(open_max=OPEN_MAX)
        assert statement.number is not None
        new = Contest(
            id=0,
            settlement_id=statement.id,
            statement_number=statement.number,
            shop_id=statement.shop_id,
            line=complaint.line,
            reason=complaint.reason,
            words=complaint.words.strip(),
            state=ContestState.OPEN,
            opened_at=now,
        )
        made = uow.contests.open(new, by=device.id)
        uow.audit.append(attempt.actor, "contest.open", "contest", str(made), at=now)
        return {"id": made}

    return once(open_uow, attempt, ask)


def line_of(uow: UnitOfWork, statement: Statement, place: int | None) -> StatementLine | None:
    """Give the line at a place, counted from 1; None for no place.

    Raises:
        NotFound: the statement has fewer lines.
    """
    if place is None:
        return None
    lines = uow.settlements.lines(statement)
    if not 1 <= place <= len(lines):
        raise NotFound(kind="line")
    return lines[place - 1]
