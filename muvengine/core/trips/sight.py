"""Who may look at a trip, and who may act on it."""

from __future__ import annotations

from muvengine.core.people.actor import Actor, Role
from muvengine.core.trips.trip import Trip


def may_act(trip: Trip, actor: Actor) -> bool:
    """Tell whether a trip is this actor's: its owner, or a mediator helping its owner.

    Who acts for another by a mandate answers for nothing, and sees no map.
    """
    if actor.kind == Role.MEDIATOR:
        return actor.on_behalf_of == trip.person_id
    alone = actor.on_behalf_of in {None, actor.id}
    return actor.kind == Role.PARTICIPANT and alone and actor.id == trip.person_id


def may_look(trip: Trip, actor: Actor) -> bool:
    """Tell whether an actor may read the score sheet: never coordinates."""
    by_mandate = actor.kind == Role.PARTICIPANT and actor.on_behalf_of == trip.person_id
    return actor.kind == Role.ORGANISER or by_mandate or may_act(trip, actor)
