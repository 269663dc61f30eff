"""An organiser closes a draft: its lines are fixed and it gets a number."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from muvengine.core.errors import BadInput, NotPossible
from muvengine.core.ledger.attempt import Answer, Attempt
from muvengine.core.ledger.journal import By
from muvengine.core.people.actor import Actor
from muvengine.core.vouchers.statement import LineKind, Statement, StatementState
from muvengine.services.attempt import OpenUow, once
from muvengine.services.decide_contest import post_correction
from muvengine.services.keep_papers import keep_papers
from muvengine.store.unit_of_work import UnitOfWork

ENDPOINT: Final = "close_statement"


def close_statement(
    open_uow: OpenUow, statement_id: int, *, attempt: Attempt, now: datetime
) -> Answer:
    """Fix a draft under the next number, with the seal of the ledger as it stands.

    Corrections on it that bring money back are taken now; the paper is kept afterwards.

    Args:
        open_uow: starts a writing transaction.
        statement_id: of a draft.
        attempt: claims the write; its actor closes.
        now: aware.

    Returns:
        ``{"number": ...}``.

    Raises:
        NotFound: no such statement.
        NotPossible: it was closed before, or a line is owed no more.
        BadInput: nobody wrote down who the shop is before the law.
        KeyReused: the key was used for something else.
    """

    def close(uow: UnitOfWork) -> dict[str, Any]:
        statement = uow.settlements.get(statement_id)
        if statement.state is not StatementState.DRAFT:
            raise NotPossible(state=statement.state.value)
        if not statement.payee.legal_name:
            raise BadInput(fields={"legal_name": "missing"})
        last = uow.seals.last()
        head = last.hash if last else ""
        number = uow.settlements.close(statement, head=head, now=now, by=attempt.actor.id)
        _take_back(uow, statement, attempt.actor, now)
        uow.audit.append(attempt.actor, "statement.close", "statement", str(number), at=now)
        return {"number": number}

    answer = once(open_uow, attempt, close)
    keep_papers(open_uow, now=now)
    return answer


def _take_back(uow: UnitOfWork, statement: Statement, actor: Actor, now: datetime) -> None:
    for line in uow.settlements.lines(statement):
        if line.kind is LineKind.CORRECTION and line.amount_cents < 0:
            by = By(actor, now, line.answer)
            post_correction(uow, line.source_id, statement.shop_id, line.amount_cents, by)
