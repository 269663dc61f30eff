"""Somebody asks to be left out for some weeks, or comes back; no reason is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from muvengine.core.errors import NotAllowed
from muvengine.core.game.weeks import monday_of
from muvengine.core.ledger.attempt import Answer, Attempt
from muvengine.core.people.actor import Actor
from muvengine.services.attempt import OpenUow, once
from muvengine.store.unit_of_work import UnitOfWork

ENDPOINT: Final = "pause_streak"


@dataclass(frozen=True, slots=True)
class Pausing:
    """A wish to pause from this week on, or to play again from this week on."""

    person_id: int
    pause: bool

    def attempt(self, actor: Actor, key: str) -> Attempt:
        """Give the attempt under which this wish is made, once."""
        return Attempt.of(actor, key, ENDPOINT, self)


def pause_streak(open_uow: OpenUow, pausing: Pausing, *, attempt: Attempt, now: datetime) -> Answer:
    """Begin or end a pause; a week that is over stays what it was.

    Asking for what is so already changes nothing.

    Args:
        open_uow: starts a writing transaction.
        pausing: whose, and which way.
        attempt: ``pausing.attempt(actor, key)``; its actor asks.
        now: aware.

    Returns:
        ``{"paused": whether a pause lasts now}``.

    Raises:
        NotFound: nobody, or their account is closed.
        NotAllowed: somebody else asks, who does not act for them.
    """

    def work(uow: UnitOfWork) -> dict[str, Any]:
        actor = attempt.actor
        if pausing.person_id not in {actor.id, actor.on_behalf_of}:
            raise NotAllowed(person="other")
        uow.trips.lock_owner(pausing.person_id)
        monday = monday_of(now.astimezone(uow.programme.get().zone).date())
        if pausing.pause:
            uow.streaks.pause(pausing.person_id, monday, by=actor.id, now=now)
        else:
            uow.streaks.resume(pausing.person_id, monday)
        return {"paused": pausing.pause}

    return once(open_uow, attempt, work)
