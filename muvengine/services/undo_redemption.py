"""A shopkeeper takes a redemption back: the wrong voucher, the wrong customer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from muvengine.core.errors import NotPossible
from muvengine.core.ledger import events
from muvengine.core.ledger.attempt import Answer, Attempt
from muvengine.core.ledger.journal import By
from muvengine.core.people.identity import Device
from muvengine.core.vouchers.voucher import check_undo
from muvengine.services.attempt import OpenUow, once
from muvengine.store.unit_of_work import UnitOfWork


def undo_redemption(
    open_uow: OpenUow, redemption_id: int, *, device: Device, attempt: Attempt, now: datetime
) -> Answer:
    """Make a voucher good again, within fifteen minutes and by the tablet that took it.

    Raises:
        NotFound, NotPossible, UndoTooLate: see ``check_undo``.
        KeyReused: the key was used for something else.
    """

    def undo(uow: UnitOfWork) -> dict[str, Any]:
        made = uow.redemptions.get(redemption_id, shop_id=device.shop_id)
        check_undo(
            state=made.state,
            scanned_at=made.scanned_at,
            same_device=made.device_id == device.id,
            now=now,
        )
        if not uow.redemptions.undo(made.id, now=now):
            raise NotPossible(state="undone")
        assert made.journal_id is not None, "what was accepted moved money"
        if not uow.vouchers.unuse(made.voucher_id, made.amount_cents):
            raise NotPossible(state="closed")
        by = By(device.actor, now)
        event = events.redeem_undo(
            made.journal_id, made.voucher_id, made.shop_id, made.amount_cents, by
        )
        uow.ledger.post(event, now)
        return {"id": made.id}

    return once(open_uow, attempt, undo)
