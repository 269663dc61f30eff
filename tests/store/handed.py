"""Points handed out at a workshop before their rows are guarded and their promises broken."""

from __future__ import annotations

from muvengine.core.people.actor import Actor, Role
from muvengine.core.people.identity import Person
from muvengine.services.give_at_workshop import Workshop, give_at_workshop
from tests.money import Town
from tests.people import staff


def workshop_of_one(made: Town, person: Person) -> None:
    """Let a helper hand five points to one person."""
    nadia = staff(made.open_uow, "Nadia")
    workshop = Workshop("Atelier vélo", 5, (person.name,))
    actor = Actor(Role.MEDIATOR, nadia.id)
    [handed] = give_at_workshop(made.open_uow, workshop, actor=actor, key="once", now=made.now)
    assert handed.refusal is None
