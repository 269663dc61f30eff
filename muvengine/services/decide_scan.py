"""The organiser decides about a disputed scan: pay the shop, or not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from muvengine.core.errors import NotPossible
from muvengine.core.ledger import events
from muvengine.core.ledger.attempt import Answer, Attempt
from muvengine.core.ledger.journal import By, given_reason
from muvengine.core.people.actor import Actor
from muvengine.core.vouchers.redemption import RedemptionState
from muvengine.services.attempt import OpenUow, once
from muvengine.store.disputes import ForcedScan
from muvengine.store.unit_of_work import UnitOfWork

ENDPOINT: Final = "decide_scan"


class Way(StrEnum):
    """What is decided."""

    ALLOWANCE = "allowance"
    BUDGET = "budget"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Decision:
    """About which scan, what, and why.

    Attributes:
        redemption_id: disputed.
        way: pay from the allowance, pay from the budget, or do not pay.
        reason: at least five characters; the shop and the voucher's owner read it.
    """

    redemption_id: int
    way: Way
    reason: str

    def attempt(self, actor: Actor, key: str) -> Attempt:
        """Give the attempt under which this is decided, once."""
        return Attempt.of(actor, key, ENDPOINT, self)


def decide_scan(
    open_uow: OpenUow, decision: Decision, *, attempt: Attempt, now: datetime
) -> Answer:
    """Settle a dispute; whatever is decided, nobody's points and no voucher change.

    Args:
        open_uow: starts a writing transaction.
        decision: what and why.
        attempt: claims the write; its actor decides.
        now: aware.

    Raises:
        ReasonMissing: fewer than five characters.
        NotFound: no such scan.
        NotPossible: it is not disputed any more.
        Unfunded: the allowance, or the budget, holds less.
    """
    by = By(attempt.actor, now, given_reason(decision.reason))

    def decide(uow: UnitOfWork) -> dict[str, Any]:
        scan = uow.disputes.locked(decision.redemption_id)
        paid = decision.way is not Way.UNDONE
        done = uow.disputes.decide(
            scan.made.id,
            RedemptionState.COVERED if paid else RedemptionState.UNDONE,
            journal_id=_pay(uow, scan, decision.way, by) if paid else None,
            reason=by.reason,
            by=attempt.actor.id,
            now=now,
        )
        if not done:
            raise NotPossible(state=scan.made.state)
        meta = {"way": decision.way, "shop": scan.shop_key, "cents": scan.made.amount_cents}
        ref = str(scan.made.id)
        uow.audit.append(attempt.actor, "offline.decide", "redemption", ref, meta, at=now)
        return {"id": scan.made.id}

    return once(open_uow, attempt, decide)


def _pay(uow: UnitOfWork, scan: ForcedScan, way: Way, by: By) -> int:
    made = scan.made
    if made.state != RedemptionState.DISPUTED:
        # Its journal was posted before: told here, not by the database.
        raise NotPossible(state=made.state)
    if way is Way.BUDGET and made.amount_cents:
        # By way of the allowance, so that what was covered has one source.
        uow.ledger.post(events.offline_fund(made.amount_cents, scan.client_id, by), by.at)
    event = events.offline_cover(
        scan.client_id, made.voucher_id, made.shop_id, made.amount_cents, by
    )
    return uow.ledger.post(event, by.at).id
