"""An organiser gives points to somebody, or takes some back, and says why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from muvengine.core.ledger import events
from muvengine.core.ledger.account import available
from muvengine.core.ledger.attempt import Answer, Attempt
from muvengine.core.ledger.journal import By, by_reason
from muvengine.core.ledger.lots import expiry, spend_lots
from muvengine.core.people.actor import SYSTEM, Actor
from muvengine.services.attempt import once
from muvengine.services.four_eyes import check_eyes
from muvengine.store.unit_of_work import UnitOfWork

OpenUow = Callable[[], UnitOfWork]
ENDPOINT: Final = "adjust_points"
_LIFE_DAYS: Final = 365


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A gift or a correction by hand.

    Attributes:
        person_id: whose wallet.
        points: above zero to give, below to take; never 0.
        reason: at least five characters; the person can read it.
        approved_by: number of a second member of staff, for more than 200 points.
    """

    person_id: int
    points: int
    reason: str
    approved_by: int | None = None

    def attempt(self, actor: Actor, key: str) -> Attempt:
        """Give the attempt under which this is done, once."""
        return Attempt.of(actor, key, ENDPOINT, self)


def adjust_points(
    open_uow: OpenUow, adjustment: Adjustment, *, attempt: Attempt, now: datetime
) -> Answer:
    """Move points between a person's wallet and the programme's corrections.

    The console of the server (the system's own hand) needs no second person: whoever has it
    has the database as well.

    Args:
        open_uow: starts a writing transaction.
        adjustment: whose, how many and why.
        attempt: claims the write; its actor does it.
        now: aware.

    Returns:
        ``{"available": points}`` in the wallet afterwards.

    Raises:
        KeyReused: the key was used for something else.
        NotAllowed: more than 200 points without a second member of staff.
        NotFound: no such person.
        ReasonMissing: fewer than five characters.
        NotEnough: more is to be taken than the wallet holds.
    """
    by = by_reason(By(attempt.actor, now), adjustment.reason)

    def work(uow: UnitOfWork) -> dict[str, Any]:
        involved = {attempt.actor.id, adjustment.person_id}
        if attempt.actor.kind != SYSTEM.kind:
            check_eyes(uow, abs(adjustment.points), adjustment.approved_by, involved)
        uow.people.get(adjustment.person_id)
        _post(uow, adjustment, _reference(attempt), by)
        return {"available": uow.ledger.balance(available(adjustment.person_id))}

    return once(open_uow, attempt, work)


def _post(uow: UnitOfWork, adjustment: Adjustment, reference: str, by: By) -> None:
    person_id, points = adjustment.person_id, adjustment.points
    posted = uow.ledger.post(events.points_adjust(person_id, points, reference, by), by.at)
    if points < 0:
        uow.lots.use(posted.transfers[0], spend_lots(uow.lots.open(person_id), -points))
        return
    zone = uow.programme.get().zone
    expires_at = expiry(by.at, zone, after_days=_LIFE_DAYS, end_of_month=True)
    wallet = posted.accounts[available(person_id).code]
    uow.lots.add(wallet, posted.transfers[0], points, expires_at)


def _reference(attempt: Attempt) -> str:
    """Name the adjustment for ever, however long the sender's key."""
    return sha256(f"{attempt.actor.key}\0{attempt.key}".encode()).hexdigest()[:32]
