"""A card is lost: it opens nothing any more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from muvengine.core.people.actor import Actor
from muvengine.core.people.permission import require_helper
from muvengine.services.reach import require_reach
from muvengine.store.unit_of_work import UnitOfWork


def void_card(
    open_uow: Callable[[], UnitOfWork], *, person_id: int, actor: Actor, now: datetime
) -> int:
    """Void a person's cards, end their sessions, and tell how many cards there were.

    Points and vouchers stay; a new card opens them.

    Raises:
        NotAllowed: participants and tablets void no cards.
        NotFound: no such person, or not within this helper's reach.
    """
    require_helper(actor)
    with open_uow() as uow:
        require_reach(uow, actor, person_id, now)
        person = uow.people.get(person_id)
        voided = uow.cards.void_all(person.id, at=now)
        uow.sessions.end_all(person.id, now=now)
        hand = replace(actor, on_behalf_of=person.id)
        uow.audit.append(hand, "card.void", "person", str(person.id), {"voided": voided}, at=now)
        uow.commit()
    return voided
