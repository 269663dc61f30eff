"""A member of staff chooses a password."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from muvengine.core.errors import NotPossible
from muvengine.core.people.actor import Actor
from muvengine.core.people.identity import Person
from muvengine.core.people.password import check_password, normalised
from muvengine.formats.slow_hash import slow_hash
from muvengine.store.unit_of_work import UnitOfWork


def set_password(
    open_uow: Callable[[], UnitOfWork], *, person: Person, password: str, now: datetime
) -> None:
    """Keep a new password and end the person's sessions: they sign in with it.

    Raises:
        NotPossible: participants have cards.
        BadInput: see ``check_password``.
    """
    if person.email is None:
        raise NotPossible(kind="password")
    check_password(password, email=person.email)
    password_hash = slow_hash(normalised(password))
    with open_uow() as uow:
        uow.people.change(person.id, password_hash=password_hash)
        uow.sessions.end_all(person.id, now=now)
        hand = Actor(person.role, person.id)
        uow.audit.append(hand, "password.set", "person", str(person.id), at=now)
        uow.commit()
