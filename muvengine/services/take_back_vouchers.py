"""Printed vouchers went with a lost card: they end, and their points come back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from muvengine.core.ledger import events
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.ledger.journal import By, given_reason
from muvengine.core.people.permission import require_helper
from muvengine.core.vouchers.voucher import VoucherState
from muvengine.services.attempt import OpenUow, once
from muvengine.services.closing import close_voucher, worth_left
from muvengine.services.reach import require_reach
from muvengine.store.unit_of_work import UnitOfWork

ENDPOINT: Final = "take_back_vouchers"


def take_back_vouchers(
    open_uow: OpenUow, person_id: int, *, reason: str, attempt: Attempt, now: datetime
) -> tuple[int, int]:
    """Withdraw every voucher of a person that was not used at all.

    One that was used in part stays: its paper was at a shop already, and its rest is small.

    Args:
        open_uow: starts a writing transaction.
        person_id: whose.
        reason: at least five characters; the person reads it.
        attempt: claims the write; its actor is a helper.
        now: in the town's zone.

    Returns:
        How many vouchers ended, and how many points came back.

    Raises:
        NotAllowed: this is for helpers.
        ReasonMissing: fewer than five characters.
        NotFound: no such person, or not within this helper's reach.
    """
    require_helper(attempt.actor)
    hand = replace(attempt.actor, on_behalf_of=person_id)
    by = By(hand, now, given_reason(reason))

    def work(uow: UnitOfWork) -> dict[str, Any]:
        require_reach(uow, attempt.actor, person_id, now)
        person = uow.people.get(person_id)
        found = [one for one in uow.vouchers.all_of(person.id) if one.usable]
        unused = [one for one in found if not one.redeemed_cents]
        for voucher in unused:
            event = events.voucher_void(voucher.id, worth_left(voucher), by)
            close_voucher(uow, voucher, VoucherState.VOID, event, now)
            uow.audit.append(hand, "voucher.void", "voucher", str(voucher.id), at=now)
        return {"vouchers": len(unused), "points": sum(one.points_back for one in unused)}

    value = once(open_uow, attempt, work).value
    return value["vouchers"], value["points"]
