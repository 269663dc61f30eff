"""Put counters right that are not the sum of what the score sheets say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from muvengine.core.people.actor import Actor
from muvengine.store.retry import retried
from muvengine.store.score_rebuild import is_helpers
from muvengine.store.unit_of_work import UnitOfWork

OpenUow = Callable[[], UnitOfWork]


@dataclass(frozen=True, slots=True)
class Repaired:
    """What was put right.

    Attributes:
        counters: how many.
        people: on the rows of how many people.
    """

    counters: int
    people: int


def repair_counters(
    open_uow: OpenUow, open_reading: OpenUow, *, actor: Actor, now: datetime
) -> Repaired:
    """Compare every counter with the sheets that stand, and put right what differs.

    Each person's in a transaction of their own, locked as an upload locks them, so that trips
    may come in meanwhile; each leaves a line in the audit trail.

    Args:
        open_uow: starts a writing transaction.
        open_reading: starts a reading one.
        actor: by whose hand.
        now: aware.
    """
    with open_reading() as uow:
        # Their own trips, and those they helped with, are compared apart.
        rows = {(one.holder, is_helpers(one.key)) for one in uow.score_rebuild.differing()}
    repaired: dict[int, int] = {}
    for holder, helps in sorted(rows):
        repair = partial(_repair, open_uow, holder, helps=helps, actor=actor, now=now)
        counters = retried(repair)
        if counters:
            repaired[holder] = repaired.get(holder, 0) + counters
    return Repaired(sum(repaired.values()), len(repaired))


def _repair(open_uow: OpenUow, holder: int, *, helps: bool, actor: Actor, now: datetime) -> int:
    with open_uow() as uow:
        uow.score_rebuild.lock(holder)
        found = uow.score_rebuild.differing_of(holder, helps=helps)
        if not found:
            return 0
        # Added, not set: what others count meanwhile on a helper's row stays.
        uow.scores.count(holder, {one.key: one.missing for one in found}, holder)
        uow.score_rebuild.drop_empty(holder, [one.key for one in found if one.due is None])
        meta = {"counters": len(found)}
        uow.audit.append(actor, "counters.repair", "person", str(holder), meta, at=now)
        uow.commit()
    return len(found)
