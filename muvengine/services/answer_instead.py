"""A participant says what they would have taken instead."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from muvengine.core.errors import BadInput, NotFound
from muvengine.core.modes.mode import Mode
from muvengine.core.people.actor import Actor
from muvengine.core.trips.sight import may_act
from muvengine.services.attempt import OpenUow

STAYED: Final = "none"
ANSWERS: Final = (*(mode.value for mode in Mode), STAYED)


def answer_instead(open_uow: OpenUow, public_id: str, instead_of: str, *, actor: Actor) -> None:
    """Keep the answer; it is asked once, and the first answer stays.

    Args:
        open_uow: starts a writing transaction.
        public_id: the trip's.
        instead_of: a mode's word, or ``none`` for staying at home.
        actor: by whose hand.

    Raises:
        BadInput: an unknown answer.
        NotFound: no such trip, or not this actor's.
    """
    if instead_of not in ANSWERS:
        raise BadInput(fields={"instead_of": "unknown"})
    with open_uow() as uow:
        trip = uow.trips.locked(public_id)
        if not may_act(trip, actor):
            raise NotFound(kind="trip")
        if trip.instead_of is None:
            uow.trips.save(trip, replace(trip, instead_of=instead_of))
            uow.commit()
