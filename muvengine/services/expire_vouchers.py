"""Close vouchers whose last day is over; what was not used goes back, once."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Final

from muvengine.core.errors import NotPossible
from muvengine.core.ledger import events
from muvengine.core.ledger.journal import By
from muvengine.core.people.actor import SYSTEM
from muvengine.core.vouchers.voucher import GRACE, Voucher, VoucherState
from muvengine.services.attempt import OpenUow
from muvengine.services.closing import close_voucher, worth_left
from muvengine.store.retry import retried

BATCH: Final = 100


def expire_vouchers(open_uow: OpenUow, open_reading: OpenUow, *, now: datetime) -> int:
    """Expire what is due, one commit a voucher, and tell how many; safe to run twice.

    Args:
        open_uow: starts a writing transaction.
        open_reading: starts a reading one.
        now: in the town's zone; three days of grace let late scans arrive.
    """
    expired = 0
    while True:
        with open_reading() as uow:
            due = uow.vouchers.due(now.date() - GRACE, at_most=BATCH)
        done = sum(retried(partial(_expire, open_uow, voucher, now)) for voucher in due)
        expired += done
        if not done:
            return expired


def _expire(open_uow: OpenUow, voucher: Voucher, now: datetime) -> bool:
    with open_uow() as uow:
        event = events.voucher_expire(voucher.id, worth_left(voucher), By(SYSTEM, now))
        try:
            close_voucher(uow, voucher, VoucherState.EXPIRED, event, now)
        except NotPossible:
            # Used or withdrawn since it was listed.
            return False
        uow.commit()
    return True
