"""Somebody new comes to a centre: a helper works there, or its helpers know a person.

Called inside another service's transaction.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from muvengine.core.errors import BadInput, NotFound
from muvengine.core.people.actor import Actor, Role
from muvengine.core.people.centre import FIRST_KEY, NAME_CHARS_MAX, Centre
from muvengine.store.unit_of_work import UnitOfWork

NAMELESS: Final = "Centre"
"""Of a first centre in a town that has no name yet; an organiser renames it."""


def settle_in(uow: UnitOfWork, person_id: int, key: str, actor: Actor, now: datetime) -> None:
    """Let a centre know somebody who is kept in this transaction.

    Args:
        uow: writing.
        person_id: of the new person.
        key: of the centre; empty for the helper's own, or for the only one of the town.
        actor: whose hand it is.
        now: aware.

    Raises:
        BadInput: ``fields`` names ``centre``: unknown, or a helper who works at none.
    """
    centre = _wanted(uow, key, actor, now)
    if centre is not None:
        uow.centres.join(person_id, centre.id, by=actor.id, now=now)


def _wanted(uow: UnitOfWork, key: str, actor: Actor, now: datetime) -> Centre | None:
    if actor.kind == Role.MEDIATOR:
        return _of_helper(uow, key, actor)
    if key:
        return _named(uow, key)
    listed = uow.centres.listed()
    if not listed:
        return _first(uow, now)
    # Of several nobody can guess the right one: a card tells it at the desk.
    return listed[0] if len(listed) == 1 else None


def _of_helper(uow: UnitOfWork, key: str, actor: Actor) -> Centre:
    assert actor.id is not None, "a mediator is a person"
    own = [one.centre for one in uow.centres.of_person(actor.id)]
    found = [one for one in own if key in {"", one.key}]
    if not found:
        raise BadInput(fields={"centre": "unknown" if own else "none"})
    return found[0]


def _named(uow: UnitOfWork, key: str) -> Centre:
    try:
        return uow.centres.get(key)
    except NotFound as unknown:
        raise BadInput(fields={"centre": "unknown"}) from unknown


def _first(uow: UnitOfWork, now: datetime) -> Centre:
    uow.centres.add(Centre(FIRST_KEY, _name(uow)[:NAME_CHARS_MAX]), by=None, now=now)
    # Somebody else may have made it at this very moment.
    return uow.centres.get(FIRST_KEY)


def _name(uow: UnitOfWork) -> str:
    try:
        return uow.programme.get().name
    except NotFound:
        return NAMELESS
