"""A participant takes a trip back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from muvengine.core.errors import NotFound, NotPossible
from muvengine.core.ledger.account import available
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.modes.verdict import Outcome
from muvengine.core.people.actor import Actor
from muvengine.core.trips.review import ReviewState
from muvengine.core.trips.sight import may_act
from muvengine.core.trips.trip import Trip
from muvengine.services.attempt import once
from muvengine.services.rescoring import rescore
from muvengine.services.scoring import Hand
from muvengine.services.settle_carpool import release_companions
from muvengine.services.shelf import OpenUow, Shelf
from muvengine.store.awards import AwardState
from muvengine.store.unit_of_work import UnitOfWork

ENDPOINT: Final = "withdraw_trip"
WITHDRAWN: Final = "withdrawn"
REASON: Final = "owner took the trip back"


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A wish that a trip no longer counts."""

    public_id: str

    def attempt(self, actor: Actor, key: str) -> Attempt:
        """Give the attempt under which this wish is made, once."""
        return Attempt.of(actor, key, ENDPOINT, self)


def withdraw_trip(
    open_uow: OpenUow, shelf: Shelf, withdrawal: Withdrawal, *, attempt: Attempt, now: datetime
) -> None:
    """Take a trip back while its points still wait, or would without a proof; erase its trace.

    Its hours are free for another trip; the same fixes never pay again.

    Args:
        open_uow: starts a writing transaction.
        shelf: of this process.
        withdrawal: which trip.
        attempt: ``withdrawal.attempt(actor, key)``; its actor asks.
        now: aware.

    Raises:
        NotFound: no such trip, or not this actor's.
        NotPossible: it was taken back before, its waiting is over, or its points are spent.
    """
    hand = Hand(attempt.actor, now)

    def work(uow: UnitOfWork) -> dict[str, Any]:
        trip = uow.trips.locked(withdrawal.public_id)
        if not may_act(trip, hand.actor):
            raise NotFound(kind="trip")
        if trip.withdrawn_at is not None:
            raise NotPossible(state="withdrawn")
        if trip.points and _kept_for_good(uow, trip, now):
            raise NotPossible(state="released")
        _withdraw(uow, shelf, trip, hand)
        return {}

    once(open_uow, attempt, work)


def _kept_for_good(uow: UnitOfWork, trip: Trip, now: datetime) -> bool:
    """Tell whether points cannot go back whole: else they would be paid twice for these hours."""
    award = uow.awards.of_sheet(trip.id, trip.score_no)
    if award is None or award.state is not AwardState.RELEASED:
        return False
    return award.release_at <= now or uow.ledger.lock(available(trip.person_id)) < trip.points


def _withdraw(uow: UnitOfWork, shelf: Shelf, trip: Trip, hand: Hand) -> None:
    release_companions(uow, shelf, trip, hand)
    uow.stops.release(trip.id)
    sheet = uow.scores.get(trip.id, trip.score_no)
    refused = str(Outcome.REFUSED)
    facts = replace(sheet.facts, outcome=refused, reasons=(WITHDRAWN,), stamps=0)
    changed = replace(trip, outcome=facts.outcome, reasons=facts.reasons, withdrawn_at=hand.now)
    uow.trips.save(trip, changed)
    uow.reviews.close(trip.id, ReviewState.WITHDRAWN, now=hand.now, answer=REASON, by=hand.actor.id)
    uow.traces.forget(trip.id)
    in_force = shelf.in_force(uow, sheet.version_id)
    rescore(uow, changed, facts, in_force, hand=hand, reason=REASON)
