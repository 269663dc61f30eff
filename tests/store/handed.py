"""Points of a workshop, and of a second account, before guards and promises are tried."""

from __future__ import annotations

from muvengine.core.people.actor import SYSTEM, Actor, Role
from muvengine.core.people.balance_move import BalanceMove
from muvengine.core.people.identity import Person
from muvengine.services.give_at_workshop import Workshop, give_at_workshop
from muvengine.services.move_balance import attempt_of, move_balance
from tests.money import Town
from tests.people import participant, staff


def workshop_of_one(made: Town, person: Person) -> None:
    """Let a helper hand five points to one person."""
    nadia = staff(made.open_uow, "Nadia")
    workshop = Workshop("Atelier vélo", 5, (person.name,))
    actor = Actor(Role.MEDIATOR, nadia.id)
    [handed] = give_at_workshop(made.open_uow, workshop, actor=actor, key="once", now=made.now)
    assert handed.refusal is None


def two_accounts_by_mistake(made: Town, person: Person) -> None:
    """Let a person's second account be emptied into the first."""
    twin = participant(made.open_uow, "Twin")
    made.give(twin, 7)
    wish = BalanceMove(twin.id, person.id, "enrolled twice")
    attempt = attempt_of(wish, SYSTEM, "two accounts")
    assert move_balance(made.open_uow, wish, attempt=attempt, now=made.now).points == 7
