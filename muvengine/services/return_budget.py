"""An organiser gives money that nobody was promised back to its funder."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from muvengine.core.errors import BadInput, NotPossible
from muvengine.core.ledger import events
from muvengine.core.ledger.account import funder
from muvengine.core.ledger.attempt import Answer, Attempt
from muvengine.core.ledger.journal import By, by_reason
from muvengine.services.attempt import OpenUow, once
from muvengine.store.unit_of_work import UnitOfWork

ENDPOINT: Final = "return_budget"


@dataclass(frozen=True, slots=True)
class Return:
    """Money that goes back.

    Attributes:
        funder: as it was named when the money was promised.
        amount_cents: whole, above zero.
        reference: of the decision; the same reference never counts twice.
        reason: at least five characters.
    """

    funder: str
    amount_cents: int
    reference: str
    reason: str


def return_budget(open_uow: OpenUow, back: Return, *, attempt: Attempt, now: datetime) -> Answer:
    """Take money out of the budget; live vouchers and shops are not touched by it.

    Args:
        open_uow: starts a writing transaction.
        back: how much, to whom and why.
        attempt: claims the write; its actor decides.
        now: aware.

    Raises:
        ReasonMissing: fewer than five characters.
        BadInput: nothing, or more than this funder has given.
        NotPossible: the reference was used before.
        Unfunded: the budget holds less.
        KeyReused: the key was used for something else.
    """
    by = by_reason(By(attempt.actor, now), back.reason)

    def work(uow: UnitOfWork) -> dict[str, Any]:
        given = -uow.ledger.net(funder(back.funder))
        if not 0 < back.amount_cents <= given:
            raise BadInput(fields={"amount": "over_given"})
        event = events.budget_return(back.funder, back.amount_cents, back.reference, by)
        if uow.ledger.posted(event.business_key) is not None:
            raise NotPossible(reference=back.reference)
        uow.ledger.post(event, now)
        meta = {"cents": back.amount_cents}
        uow.audit.append(attempt.actor, "budget.return", "funder", back.funder, meta, at=now)
        return {"cents": back.amount_cents}

    return once(open_uow, attempt, work)
