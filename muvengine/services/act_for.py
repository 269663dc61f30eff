"""A mediator helps a participant: everything until the end is recorded for both."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from muvengine.core.errors import NotAllowed, NotFound
from muvengine.core.people.actor import Actor, Role
from muvengine.core.people.identity import Person, SignedIn
from muvengine.core.people.token import token_hash
from muvengine.services.attesting import require_other_hand
from muvengine.services.reach import require_reach
from muvengine.store.unit_of_work import UnitOfWork


def act_for(
    open_uow: Callable[[], UnitOfWork],
    *,
    token: str,
    who: SignedIn,
    public_id: str,
    now: datetime,
) -> Person:
    """Begin to help the participant of this public id, and give them back.

    Only participants are helped, and a mediator is not one: nobody can help themselves to
    points.  Whom the mediator helped before is no longer helped.

    Args:
        open_uow: starts a unit of work.
        token: of the mediator's session.
        who: is signed in with it.
        public_id: of the participant.
        now: aware.

    Raises:
        NotAllowed: whoever is signed in is no mediator.
        OwnAccount: the mediator plays under this account, or holds a mandate of it.
        NotFound: no such participant, or of other centres and no card was read.
    """
    if who.person.role is not Role.MEDIATOR:
        raise NotAllowed(audience=Role.MEDIATOR.value)
    with open_uow() as uow:
        helped = uow.people.by_public_id(public_id)
        if helped.role is not Role.PARTICIPANT:
            raise NotFound(kind="person")
        require_reach(uow, who.person_actor, helped.id, now)
        require_other_hand(uow, who.person_actor, helped.id, now)
        uow.sessions.help(token_hash(token), helped.id)
        hand = Actor(who.person.role, who.person.id, on_behalf_of=helped.id)
        uow.audit.append(hand, "help.begin", "person", str(helped.id), at=now)
        uow.commit()
    return helped


def stop_helping(
    open_uow: Callable[[], UnitOfWork], *, token: str, who: SignedIn, now: datetime
) -> None:
    """End the help; from here on the mediator acts for nobody, and no card opens anything."""
    with open_uow() as uow:
        uow.centres.end_visit(who.person.id)
        uow.sessions.help(token_hash(token), None)
        if who.acting_for is not None:
            uow.audit.append(who.actor, "help.end", "person", str(who.acting_for.id), at=now)
        uow.commit()
