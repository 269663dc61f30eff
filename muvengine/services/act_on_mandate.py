"""The holder of a mandate begins to act for whoever gave it, and ends it again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from muvengine.core.errors import NotAllowed, NotFound
from muvengine.core.people.actor import Actor, Role
from muvengine.core.people.identity import Person, SignedIn
from muvengine.core.people.token import token_hash
from muvengine.services.attesting import require_mandate
from muvengine.store.unit_of_work import UnitOfWork


def act_on_mandate(
    open_uow: Callable[[], UnitOfWork], mandate_id: int, *, token: str, who: SignedIn, now: datetime
) -> Person:
    """Act for whoever gave a mandate, from now on, and give them back.

    Args:
        open_uow: starts a unit of work.
        mandate_id: of the mandate.
        token: of the holder's session.
        who: is signed in with it.
        now: aware.

    Raises:
        NotAllowed: whoever is signed in does not play, or the mandate is not in force.
        NotFound: no such mandate of theirs.
    """
    if who.person.role is not Role.PARTICIPANT:
        raise NotAllowed(audience=Role.PARTICIPANT.value)
    with open_uow() as uow:
        mandate = uow.mandates.get(mandate_id)
        if mandate.holder_id != who.person.id:
            raise NotFound(kind="mandate")
        hand = Actor(who.person.role, who.person.id, on_behalf_of=mandate.person_id)
        require_mandate(uow, hand, mandate.person_id, now)
        uow.sessions.help(token_hash(token), mandate.person_id)
        uow.audit.append(hand, "mandate.begin", "mandate", str(mandate_id), at=now)
        person = uow.people.get(mandate.person_id)
        uow.commit()
    return person


def stop_acting(
    open_uow: Callable[[], UnitOfWork], *, token: str, who: SignedIn, now: datetime
) -> None:
    """End it; from here on the holder acts for themselves."""
    with open_uow() as uow:
        uow.sessions.help(token_hash(token), None)
        if who.acting_for is not None:
            uow.audit.append(who.actor, "mandate.end", "person", str(who.acting_for.id), at=now)
        uow.commit()
