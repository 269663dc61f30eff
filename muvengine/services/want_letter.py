"""Somebody wants the weekly letter on paper, or wants it no more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import Actor, Role
from muvengine.services.attempt import OpenUow, once
from muvengine.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Wish:
    """Whose letter, and whether they want it."""

    person_id: int
    wanted: bool

    def attempt(self, actor: Actor, key: str) -> Attempt:
        """Give the attempt under which it is noted, once."""
        return Attempt.of(actor, key, "want_letter", self)


def want_letter(open_uow: OpenUow, wish: Wish, *, attempt: Attempt, now: datetime) -> None:
    """Note a wish; the mediator who notes it, or else who enrolled them, prints the letter.

    Args:
        open_uow: starts a writing transaction.
        wish: see ``Wish``.
        attempt: ``wish.attempt(actor, key)``; its actor is the person, or a mediator who helps.
        now: aware.
    """

    def work(uow: UnitOfWork) -> dict[str, Any]:
        if not wish.wanted:
            uow.week_letters.drop(wish.person_id)
            return {}
        actor = attempt.actor
        helped = actor.kind == Role.MEDIATOR
        desk = actor.id if helped else uow.week_letters.desk_of(wish.person_id)
        uow.week_letters.want(wish.person_id, desk, now=now)
        return {}

    once(open_uow, attempt, work)
