"""Let points be spent whose waiting is over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Final

from muvengine.core.ledger import events
from muvengine.core.ledger.account import available
from muvengine.core.ledger.journal import By
from muvengine.core.ledger.lots import expiry
from muvengine.core.modes.verdict import EvidenceClass, Outcome
from muvengine.core.people.actor import SYSTEM
from muvengine.core.trips.review import ReviewState
from muvengine.core.trips.trip import Trip
from muvengine.store.awards import Award, AwardState
from muvengine.store.retry import retried
from muvengine.store.unit_of_work import UnitOfWork

OpenUow = Callable[[], UnitOfWork]
BATCH: Final = 200


def release_points(open_uow: OpenUow, *, now: datetime) -> int:
    """Move due awards from pending to available, each with a lot of its own.

    Safe to run twice, and by two workers at once: an award is turned in one guarded step,
    and each is a transaction of its own, so that people can go on buying in between.

    Args:
        open_uow: starts a writing transaction.
        now: aware.

    Returns:
        How many awards were released.
    """
    released, last = 0, 0
    while batch := _due(open_uow, now, last):
        for award in batch:
            released += retried(partial(_release, open_uow, award, now))
        last = batch[-1].id
    return released


def _due(open_uow: OpenUow, now: datetime, last: int) -> tuple[Award, ...]:
    with open_uow() as uow:
        return uow.awards.due(now, count=BATCH, after=last)


def _release(open_uow: OpenUow, award: Award, now: datetime) -> bool:
    with open_uow() as uow:
        if not release_award(uow, award, now):
            return False
        uow.commit()
    return True


def release_award(uow: UnitOfWork, award: Award, now: datetime) -> bool:
    """Let the points of one award be spent; False where they do not wait any more.

    Args:
        uow: writing; called inside another service's transaction as well.
        award: kept.
        now: aware; their life begins here.
    """
    if uow.awards.turn(award, AwardState.RELEASED) is None:
        return False
    expires_at = expiry(
        now,
        uow.programme.get().zone,
        after_days=award.expire_after_days,
        end_of_month=award.expire_end_of_month,
    )
    posted = uow.ledger.post(events.trip_release(award.sheet, By(SYSTEM, now)), now)
    wallet = posted.accounts[available(award.sheet.person_id).code]
    uow.lots.add(wallet, posted.transfers[0], award.sheet.points, expires_at)
    uow.awards.released(award, posted.id)
    return True


def release_proven(uow: UnitOfWork, trip: Trip, now: datetime) -> bool:
    """Let the points of a proven trip be spent at once; False where they go on waiting.

    The waiting is there to look at what only its owner's trace or word stands behind.  A trip
    that a person is to look at waits all the same.

    Args:
        uow: writing, with the owner locked.
        trip: kept, with the sheet that stands.
        now: aware.
    """
    if (trip.evidence_class, trip.outcome) != (EvidenceClass.PROVEN, Outcome.CONFIRMED):
        return False
    award = uow.awards.of_sheet(trip.id, trip.score_no)
    if award is None or award.state is not AwardState.PENDING:
        return False
    if any(review.state is ReviewState.OPEN for review in uow.reviews.of_trip(trip.id)):
        return False
    return release_award(uow, award, now)
