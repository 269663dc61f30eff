"""Vouchers that no printer gave out in time go back: points, money, stock and place."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Final

from muvengine.core.errors import NotPossible
from muvengine.core.ledger import events
from muvengine.core.ledger.journal import By
from muvengine.core.people.actor import SYSTEM
from muvengine.core.vouchers.voucher import Voucher, VoucherState
from muvengine.services.attempt import OpenUow
from muvengine.services.closing import close_voucher, worth_left
from muvengine.store.retry import retried
from muvengine.words.catalogue import say

BATCH: Final = 100


def release_reserved(open_uow: OpenUow, open_reading: OpenUow, *, now: datetime) -> int:
    """Withdraw what was reserved and not printed in time, and tell how many; safe to run twice."""
    released = 0
    while True:
        with open_reading() as uow:
            due = uow.paper.overdue(now, at_most=BATCH)
        done = sum(retried(partial(_release, open_uow, voucher, now)) for voucher in due)
        released += done
        if not done:
            return released


def _release(open_uow: OpenUow, voucher: Voucher, now: datetime) -> bool:
    with open_uow() as uow:
        if not uow.paper.still_overdue(voucher.id, now):
            return False
        locale = uow.people.get(voucher.person_id).locale
        by = By(SYSTEM, now, say("offers.not_printed_in_time", locale))
        event = events.voucher_void(voucher.id, worth_left(voucher), by)
        try:
            close_voucher(uow, voucher, VoucherState.VOID, event, now)
        except NotPossible:
            # Printed, used or given back since it was listed.
            return False
        uow.commit()
    return True
