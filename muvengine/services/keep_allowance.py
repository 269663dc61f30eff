"""Lay money aside for scans that were made in good faith without network, or give it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from muvengine.core.errors import BadInput
from muvengine.core.ledger import events
from muvengine.core.ledger.account import OFFLINE_ALLOWANCE
from muvengine.core.ledger.attempt import Answer, Attempt
from muvengine.core.ledger.journal import By
from muvengine.core.people.actor import Actor
from muvengine.services.attempt import OpenUow, once
from muvengine.store.unit_of_work import UnitOfWork

ENDPOINT: Final = "keep_allowance"


@dataclass(frozen=True, slots=True)
class Allowance:
    """How much is laid aside out of the budget; below zero gives it back."""

    cents: int

    def attempt(self, actor: Actor, key: str) -> Attempt:
        """Give the attempt under which this is done, once."""
        return Attempt.of(actor, key, ENDPOINT, self)


def keep_allowance(
    open_uow: OpenUow, allowance: Allowance, *, attempt: Attempt, now: datetime
) -> Answer:
    """Move money between the budget and the allowance.

    Args:
        open_uow: starts a writing transaction.
        allowance: how much.
        attempt: claims the write; its actor does it.
        now: aware.

    Returns:
        ``{"left_cents": cents}`` in the allowance afterwards.

    Raises:
        BadInput: nothing is to be moved.
        Unfunded: the budget, or the allowance, holds less.
    """
    if not allowance.cents:
        raise BadInput(fields={"cents": "zero"})

    def move(uow: UnitOfWork) -> dict[str, Any]:
        by, cents = By(attempt.actor, now), allowance.cents
        reference = sha256(f"{attempt.actor.key}\0{attempt.key}".encode()).hexdigest()[:32]
        build = events.offline_fund if cents > 0 else events.offline_return
        uow.ledger.post(build(abs(cents), reference, by), now)
        act = "offline.fund" if cents > 0 else "offline.return"
        uow.audit.append(attempt.actor, act, meta={"cents": abs(cents)}, at=now)
        return {"left_cents": uow.ledger.balance(OFFLINE_ALLOWANCE)}

    return once(open_uow, attempt, move)
