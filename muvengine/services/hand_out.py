"""Somebody takes away all that is kept of them: not too often, and a helper's hand is noted."""

from __future__ import annotations

from datetime import datetime

from muvengine.core.people.actor import Actor
from muvengine.core.people.limits import TAKE_AWAY_OF_PERSON
from muvengine.core.people.permission import HELPERS
from muvengine.services import throttle
from muvengine.services.attempt import OpenUow


def hand_out(open_uow: OpenUow, person_id: int, *, actor: Actor, now: datetime) -> None:
    """Count one handing out, before anything is read.

    Raises:
        TooManyAttempts: it was handed out too often today.
    """
    key = throttle.key_of("take_away", str(person_id))
    throttle.take(open_uow, key=key, limit=TAKE_AWAY_OF_PERSON, now=now)
    if actor.kind in HELPERS:
        with open_uow() as uow:
            uow.audit.append(actor, "privacy.export", "person", str(person_id), at=now)
            uow.commit()
