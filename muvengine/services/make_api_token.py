"""Make a bearer token for an app or a till."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from muvengine.core.people.actor import Actor
from muvengine.core.people.identity import Device, Person
from muvengine.core.people.token import token_hash
from muvengine.store.unit_of_work import UnitOfWork


def make_api_token(
    open_uow: Callable[[], UnitOfWork],
    *,
    owner: Person | Device,
    name: str,
    actor: Actor,
    now: datetime,
    new_token: Callable[[], str],
) -> str:
    """Keep a bearer token of a person or a tablet, and give it: 256 random bits.

    Args:
        open_uow: starts a unit of work.
        owner: whose rights it has.
        name: what it is for, as "my phone"; at most 80 characters.
        actor: who made it.
        now: aware.
        new_token: draws 128 random bits.
    """
    token = new_token() + new_token()
    of_person = isinstance(owner, Person)
    with open_uow() as uow:
        uow.sessions.add_token(
            token_hash(token),
            person_id=owner.id if of_person else None,
            device_id=None if of_person else owner.id,
            name=name,
            at=now,
        )
        kind = "person" if of_person else "device"
        uow.audit.append(actor, "api_token.make", kind, str(owner.id), {"name": name}, at=now)
        uow.commit()
    return token
