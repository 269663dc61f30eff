"""Tell owners of vouchers twice that one ends soon, and remember that they were told."""

from __future__ import annotations

from datetime import datetime

from muvengine.core.vouchers.voucher import WARN_DAYS
from muvengine.services.attempt import OpenUow


def warn_vouchers(open_uow: OpenUow, *, now: datetime) -> int:
    """Note what is due, and tell how many warnings; each is given once, however often it runs.

    From the day of the first one the voucher stands on its owner's first page, on the list of
    vouchers and on the balance that mediators print.

    Args:
        open_uow: starts a writing transaction.
        now: in the town's zone.
    """
    with open_uow() as uow:
        told = sum(uow.paper.warn(days, now.date(), now=now) for days in WARN_DAYS)
        uow.commit()
    return told
