"""A voucher is withdrawn before it was used: points and money go back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from muvengine.core.ledger import events
from muvengine.core.ledger.attempt import Answer, Attempt
from muvengine.core.ledger.journal import By, by_reason
from muvengine.core.vouchers.voucher import VoucherState, check_void
from muvengine.services.attempt import OpenUow, once
from muvengine.services.closing import close_voucher, worth_left
from muvengine.store.unit_of_work import UnitOfWork


def void_voucher(
    open_uow: OpenUow,
    code: str,
    *,
    person_id: int,
    reason: str,
    attempt: Attempt,
    now: datetime,
) -> Answer:
    """Withdraw the voucher ``code`` of a person; its points return to the lots they came from.

    Raises:
        NotFound: the person has no such voucher.
        VoucherVoid, AlreadyRedeemed, VoucherExpired: see ``check_void``.
        ReasonMissing: fewer than five characters.
        KeyReused: the key was used for something else.
    """

    def void(uow: UnitOfWork) -> dict[str, Any]:
        voucher = uow.vouchers.of_person(person_id, code)
        check_void(voucher)
        by = by_reason(By(attempt.actor, now), reason)
        event = events.voucher_void(voucher.id, worth_left(voucher), by)
        close_voucher(uow, voucher, VoucherState.VOID, event, now)
        if attempt.actor.id != person_id:
            uow.audit.append(attempt.actor, "voucher.void", "voucher", str(voucher.id), at=now)
        return {"code": voucher.code, "points": voucher.points_back}

    return once(open_uow, attempt, void)
