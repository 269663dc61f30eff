"""An organiser closes a draft: its lines are fixed and it gets a number."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from muvengine.core.errors import BadInput, NotPossible
from muvengine.core.ledger.attempt import Answer, Attempt
from muvengine.core.vouchers.statement import StatementState
from muvengine.services.attempt import OpenUow, once
from muvengine.store.unit_of_work import UnitOfWork

ENDPOINT: Final = "close_statement"


def close_statement(
    open_uow: OpenUow, statement_id: int, *, attempt: Attempt, now: datetime
) -> Answer:
    """Fix a draft under the next number, with the seal of the ledger as it stands.

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
        uow.audit.append(attempt.actor, "statement.close", "statement", str(number), at=now)
        return {"number": number}

    return once(open_uow, attempt, close)
