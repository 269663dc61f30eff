"""A participant says that a verdict is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from muvengine.core.errors import BadInput, NotFound, NotPossible
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import Actor
from muvengine.core.trips.review import ReviewKind, ReviewState
from muvengine.core.trips.sight import may_act
from muvengine.services.attempt import once
from muvengine.services.shelf import OpenUow
from muvengine.store.unit_of_work import UnitOfWork

ENDPOINT: Final = "contest_trip"
MESSAGE_CHARS_MAX: Final = 500
# A person's answer is not asked for again and again.
CONTESTS_MAX: Final = 2


@dataclass(frozen=True, slots=True)
class Contest:
    """A wish that a person looks.

    Attributes:
        public_id: the trip's.
        message: at most 500 characters; may be empty, not everybody writes.
    """

    public_id: str
    message: str = ""

    def attempt(self, actor: Actor, key: str) -> Attempt:
        """Give the attempt under which this wish is made, once."""
        return Attempt.of(actor, key, ENDPOINT, self)


def contest_trip(open_uow: OpenUow, contest: Contest, *, attempt: Attempt, now: datetime) -> None:
    """Ask a person to look at a trip; with it a reviewer may see its trace.

    Args:
        open_uow: starts a writing transaction.
        contest: which trip, and why.
        attempt: ``contest.attempt(actor, key)``; its actor asks.
        now: aware.

    Raises:
        BadInput: the message is too long.
        NotFound: no such trip, or not this actor's.
        NotPossible: it was taken back, is being looked at, or was contested twice.
    """
    if len(contest.message) > MESSAGE_CHARS_MAX:
        raise BadInput(fields={"message": "length"})
    actor = attempt.actor

    def work(uow: UnitOfWork) -> dict[str, Any]:
        trip = uow.trips.locked(contest.public_id)
        if not may_act(trip, actor):
            raise NotFound(kind="trip")
        if trip.withdrawn_at is not None:
            raise NotPossible(state="withdrawn")
        contests = [
            review for review in uow.reviews.of_trip(trip.id) if review.kind is ReviewKind.CONTEST
        ]
        if any(review.state is ReviewState.OPEN for review in contests):
            raise NotPossible(state="waiting")
        if len(contests) >= CONTESTS_MAX:
            raise NotPossible(state="answered")
        uow.reviews.open(
            trip.id, ReviewKind.CONTEST, now=now, message=contest.message.strip(), by=actor.id
        )
        return {}

    once(open_uow, attempt, work)
