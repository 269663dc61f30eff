"""Let points go whose last day is over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Final

from muvengine.core.ledger import events
from muvengine.core.ledger.account import available
from muvengine.core.ledger.journal import By
from muvengine.core.ledger.lots import LotUse
from muvengine.core.people.actor import SYSTEM
from muvengine.store.lots import DueLot
from muvengine.store.retry import retried
from muvengine.store.unit_of_work import UnitOfWork

OpenUow = Callable[[], UnitOfWork]
BATCH: Final = 200


def expire_points(open_uow: OpenUow, *, now: datetime) -> int:
    """Expire what is left of due lots, each in a transaction of its own; safe to run twice.

    Lots of a person whose account is being looked into wait until it is free again.

    Args:
        open_uow: starts a writing transaction.
        now: aware.

    Returns:
        How many points expired.
    """
    expired, last = 0, 0
    while batch := _due(open_uow, now, last):
        for lot in batch:
            expired += retried(partial(_expire, open_uow, lot, now))
        last = batch[-1].lot_id
    return expired


def _due(open_uow: OpenUow, now: datetime, last: int) -> tuple[DueLot, ...]:
    with open_uow() as uow:
        return uow.lots.due(now, count=BATCH, after=last)


def _expire(open_uow: OpenUow, due: DueLot, now: datetime) -> int:
    with open_uow() as uow:
        # Nobody spends from the lot between reading what is left and taking it.
        uow.ledger.lock(available(due.person_id))
        left = uow.lots.get(due.lot_id).remaining
        if not left:
            return 0
        event = events.points_expire(due.lot_id, due.person_id, left, By(SYSTEM, now))
        posted = uow.ledger.post(event, now)
        uow.lots.use(posted.transfers[0], (LotUse(due.lot_id, left),))
        uow.commit()
    return left
