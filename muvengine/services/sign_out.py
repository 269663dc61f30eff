"""Sign out: on this browser, or everywhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from muvengine.core.people.actor import Actor
from muvengine.core.people.token import token_hash
from muvengine.store.unit_of_work import UnitOfWork


def sign_out(open_uow: Callable[[], UnitOfWork], token: str, now: datetime) -> None:
    """End the session of this token; one that has ended is left as it is."""
    hashed = token_hash(token)
    with open_uow() as uow:
        held = uow.sessions.find(hashed)
        if held is None or not uow.sessions.end(hashed, now=now):
            return
        # A card that was shown at a desk opens nothing for whoever comes next.
        uow.centres.end_visit(held.person.id)
        hand = Actor(held.person.role, held.person.id)
        uow.audit.append(hand, "sign_out", "person", str(held.person.id), at=now)
        uow.commit()


def sign_out_everywhere(
    open_uow: Callable[[], UnitOfWork], *, person_id: int, actor: Actor, now: datetime
) -> int:
    """End every session of a person and tell how many there were: a lost phone."""
    with open_uow() as uow:
        ended = uow.sessions.end_all(person_id, now=now)
        meta = {"sessions": ended}
        uow.audit.append(actor, "sign_out.everywhere", "person", str(person_id), meta, at=now)
        uow.commit()
    return ended
