"""The town has paid a shop: the ledger says so."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from muvengine.core.errors import BadInput, NotPossible
from muvengine.core.ledger import events
from muvengine.core.ledger.attempt import Answer, Attempt
from muvengine.core.ledger.journal import By
from muvengine.core.vouchers.statement import StatementState
from muvengine.services.attempt import OpenUow, once
from muvengine.store.unit_of_work import UnitOfWork

ENDPOINT: Final = "pay_statement"
REFERENCE_CHARACTERS_MAX: Final = 80


def pay_statement(
    open_uow: OpenUow, statement_id: int, reference: str, *, attempt: Attempt, now: datetime
) -> Answer:
    """Write down that a closed statement was paid, whole.

    Args:
        open_uow: starts a writing transaction.
        statement_id: of a closed statement.
        reference: of the payment at the bank, 1 to 80 characters.
        attempt: claims the write; its actor pays.
        now: aware.

    Raises:
        BadInput: no reference, or one that is too long.
        NotFound: no such statement.
        NotPossible: it is a draft, or was paid before.
        KeyReused: the key was used for something else.
    """
    said = reference.strip()
    if not 0 < len(said) <= REFERENCE_CHARACTERS_MAX or not said.isprintable():
        raise BadInput(fields={"reference": "length"})

    def pay(uow: UnitOfWork) -> dict[str, Any]:
        statement = uow.settlements.get(statement_id)
        if statement.state is not StatementState.CLOSED:
            raise NotPossible(state=statement.state.value)
        # The row first: of two hands, one waits for it and then finds the statement paid.
        if not uow.settlements.pay(statement, said, now=now, by=attempt.actor.id):
            raise NotPossible(state=StatementState.PAID.value)
        if statement.total_cents:
            by = By(attempt.actor, now, said)
            event = events.shop_settle(
                statement.id, statement.shop_id, statement.total_cents, by, statement.pdf_sha256
            )
            uow.ledger.post(event, now)
        uow.audit.append(attempt.actor, "statement.pay", "statement", str(statement.number), at=now)
        return {"number": statement.number}

    return once(open_uow, attempt, pay)
