"""A participant lets the person who looks at their trip see the map."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from muvengine.core.errors import NotFound, NotPossible
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import Actor
from muvengine.core.trips.sight import may_act
from muvengine.services.attempt import once
from muvengine.services.shelf import OpenUow
from muvengine.store.unit_of_work import UnitOfWork

ENDPOINT: Final = "release_trace"


@dataclass(frozen=True, slots=True)
class Release:
    """A wish that the reviewer sees where a trip went."""

    public_id: str

    def attempt(self, actor: Actor, key: str) -> Attempt:
        """Give the attempt under which this wish is made, once."""
        return Attempt.of(actor, key, ENDPOINT, self)


def release_trace(open_uow: OpenUow, release: Release, *, attempt: Attempt, now: datetime) -> None:
    """Open a trip's map to whoever answers the question about it, until it is answered.

    Args:
        open_uow: starts a writing transaction.
        release: which trip.
        attempt: ``release.attempt(actor, key)``; its actor releases.
        now: aware.

    Raises:
        NotFound: no such trip, or not this actor's.
        NotPossible: nobody asks about it.
    """

    def work(uow: UnitOfWork) -> dict[str, Any]:
        trip = uow.trips.locked(release.public_id)
        if not may_act(trip, attempt.actor):
            raise NotFound(kind="trip")
        if not uow.reviews.release(trip.id, now=now):
            raise NotPossible(state="not_waiting")
        return {}

    once(open_uow, attempt, work)
