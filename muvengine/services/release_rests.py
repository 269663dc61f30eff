"""Give back the money that percentage vouchers did not need, once they cannot be undone."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Final

from muvengine.core.ledger import events
from muvengine.core.ledger.journal import By
from muvengine.core.people.actor import SYSTEM
from muvengine.core.vouchers.voucher import UNDO_MAX, Voucher
from muvengine.services.attempt import OpenUow
from muvengine.store.retry import retried

BATCH: Final = 100


def release_rests(open_uow: OpenUow, open_reading: OpenUow, *, now: datetime) -> int:
    """Return rests to the budget, one commit a voucher, and tell how many; safe to run twice.

    Until then the rest stays set aside: an undo within fifteen minutes finds it there, also
    when the budget was sold out in between.
    """
    released = 0
    while True:
        with open_reading() as uow:
            due = uow.vouchers.with_rest(now - UNDO_MAX, at_most=BATCH)
        done = sum(retried(partial(_release, open_uow, voucher, now)) for voucher in due)
        released += done
        if not done:
            return released


def _release(open_uow: OpenUow, voucher: Voucher, now: datetime) -> bool:
    with open_uow() as uow:
        if not uow.vouchers.drop_rest(voucher):
            # Undone or released since it was listed.
            return False
        by = By(SYSTEM, now)
        rest = events.voucher_rest(voucher.id, voucher.face_cents, voucher.left_cents, by)
        uow.ledger.post(rest, now)
        uow.commit()
    return True
