"""An organiser writes down money that a funder has promised."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from muvengine.core.ledger import events
from muvengine.core.ledger.journal import By
from muvengine.core.people.actor import Actor
from muvengine.store.unit_of_work import UnitOfWork

OpenUow = Callable[[], UnitOfWork]


@dataclass(frozen=True, slots=True)
class Funding:
    """Money for vouchers.

    Attributes:
        funder: a short name, at most 60 characters.
        amount_cents: whole, above zero.
        reference: of the decision; the same reference never counts twice.
    """

    funder: str
    amount_cents: int
    reference: str


def fund_budget(open_uow: OpenUow, funding: Funding, *, actor: Actor, now: datetime) -> bool:
    """Add money to the programme's budget.

    Args:
        open_uow: starts a writing transaction.
        funding: how much, from whom.
        actor: by whose hand.
        now: aware.

    Returns:
        False when this reference was posted before; nothing was done then.
    """
    with open_uow() as uow:
        event = events.budget_fund(
            funding.funder, funding.amount_cents, funding.reference, By(actor, now)
        )
        if uow.ledger.posted(event.business_key) is not None:
            return False
        uow.ledger.post(event, now)
        uow.commit()
    return True
