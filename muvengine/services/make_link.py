"""Make a link that signs a person in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from muvengine.core.people.actor import Actor
from muvengine.core.people.link import ONCE, LinkKind
from muvengine.core.people.token import token_hash
from muvengine.store.unit_of_work import UnitOfWork


def make_link(
    open_uow: Callable[[], UnitOfWork],
    *,
    person_id: int,
    actor: Actor,
    now: datetime,
    new_token: Callable[[], str],
    kind: LinkKind = ONCE,
) -> str:
    """Keep a sign-in link and give its token; the address is ``/enter/TOKEN``.

    Raises:
        NotFound: no such person.
    """
    token = new_token()
    with open_uow() as uow:
        person = uow.people.get(person_id)
        uow.cards.add_link(
            token_hash(token),
            person.id,
            at=now,
            expires_at=now + kind.lasts,
            reusable=kind.reusable,
        )
        uow.audit.append(
            actor, "link.make", "person", str(person.id), {"reusable": kind.reusable}, at=now
        )
        uow.commit()
    return token
