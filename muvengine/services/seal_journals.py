"""Seal what was posted, so that a rewritten ledger can be shown to differ, and carry its sums."""

from __future__ import annotations

from datetime import datetime

from muvengine.core.ledger.seal import BLOCK_JOURNALS_MAX, SETTLED_AFTER, seal_block
from muvengine.core.ledger.tally import tally
from muvengine.services.attempt import OpenUow
from muvengine.store.seals import prev_of


def seal_journals(open_uow: OpenUow, *, now: datetime, block_max: int = BLOCK_JOURNALS_MAX) -> int:
    """Seal every journal that is older than a minute, block by block.

    Safe to run twice and in several processes: of two that seal onto the same block, one is
    told that the other was faster, and leaves it.

    Args:
        open_uow: starts a writing transaction; one for each block.
        now: aware.
        block_max: journals in one block.

    Returns:
        How many journals were sealed here.
    """
    sealed = 0
    while True:
        with open_uow() as uow:
            waiting = uow.seals.waiting(before=now - SETTLED_AFTER, at_most=block_max)
            if not waiting:
                return sealed
            seal = seal_block(waiting, prev_hash=prev_of(uow.seals.last()), now=now)
            if not uow.seals.add(seal):
                return sealed
            uow.tallies.carry(tally(waiting))
            uow.commit()
        sealed += seal.count
