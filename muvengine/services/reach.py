"""Whom a helper may reach: the people of their centres, and whoever shows them a card.

Called inside another service's transaction, or a read's.
"""

from __future__ import annotations

from datetime import datetime

from muvengine.core.errors import NotFound
from muvengine.core.people.actor import Actor, Role
from muvengine.store.unit_of_work import UnitOfWork


def require_reach(uow: UnitOfWork, actor: Actor, person_id: int, now: datetime) -> None:
    """Let a mediator through to somebody they may know; organisers and the system know all.

    Raises:
        NotFound: a mediator of other centres, and no card was read: as if nobody were there.
    """
    if actor.kind == Role.MEDIATOR and not _reaches(uow, actor, person_id, now):
        raise NotFound(kind="person")


def require_known(uow: UnitOfWork, actor: Actor, person_id: int) -> None:
    """Let a mediator through to the people of their centres only.

    Raises:
        NotFound: a mediator of other centres, whatever card was read.
    """
    known = actor.id is not None and uow.centres.knows(actor.id, person_id)
    if actor.kind == Role.MEDIATOR and not known:
        raise NotFound(kind="person")


def helper_of(actor: Actor) -> int | None:
    """Give the mediator among whose people a name is looked for; None looks among all."""
    return actor.id if actor.kind == Role.MEDIATOR else None


def _reaches(uow: UnitOfWork, actor: Actor, person_id: int, now: datetime) -> bool:
    return actor.id is not None and uow.centres.reaches(actor.id, person_id, now)
