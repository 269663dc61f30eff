"""A card is shown at a desk: for one help, or to be known there; and a person may leave again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from muvengine.core.errors import NotAllowed, NotPossible, UnknownCode
from muvengine.core.people.actor import Actor, Role
from muvengine.core.people.centre import Centre
from muvengine.core.people.identity import Person
from muvengine.services.attempt import OpenUow
from muvengine.services.lead_outing import require_mediator
from muvengine.services.meant_person import meant_person
from muvengine.services.reach import require_reach
from muvengine.store.unit_of_work import UnitOfWork

KIND: Final = "person"


@dataclass(frozen=True, slots=True)
class Joining:
    """Who wants to be known where.

    Attributes:
        public_id: of the person.
        key: of the centre; empty for the helper's own.
        agreed: they said yes.
        card: as a reader types it; empty where it was the last one that was read.
    """

    public_id: str
    key: str = ""
    agreed: bool = False
    card: str = ""


def show_card(open_uow: OpenUow, said: str, *, actor: Actor, now: datetime) -> Person:
    """Let a helper reach whoever showed them a card, until they stop helping.

    Args:
        open_uow: starts a writing transaction.
        said: a card as a reader types it, or its number.
        actor: the helper.
        now: aware.

    Raises:
        NotAllowed: this is for mediators.
        UnknownCode: nobody has this card.
    """
    helper_id = require_mediator(actor)
    with open_uow() as uow:
        person = meant_person(uow, said, actor, by_name=False)
        if not uow.centres.knows(helper_id, person.id):
            uow.centres.show_card(helper_id, person.id, now=now)
            hand = replace(actor, on_behalf_of=person.id)
            uow.audit.append(hand, "card.show", KIND, str(person.id), at=now)
        uow.commit()
    return person


def join_centre(open_uow: OpenUow, joining: Joining, *, actor: Actor, now: datetime) -> Centre:
    """Let a centre know somebody who shows their card at its desk and agrees.

    Args:
        open_uow: starts a writing transaction.
        joining: see there.
        actor: a helper of that centre.
        now: aware.

    Raises:
        NotAllowed: this is for mediators, or the helper does not work at that centre.
        NotFound: no such person, or not within this helper's reach.
        NotPossible: ``state`` is agreed (they did not say yes) or card (none was shown).
    """
    helper_id = require_mediator(actor)
    with open_uow() as uow:
        person = uow.people.by_public_id(joining.public_id)
        require_reach(uow, actor, person.id, now)
        centre = _own(uow, helper_id, joining.key)
        if not joining.agreed:
            raise NotPossible(state="agreed")
        if not _shown(uow, actor, person, joining, now):
            raise NotPossible(state="card")
        if uow.centres.join(person.id, centre.id, by=helper_id, now=now):
            hand, meta = replace(actor, on_behalf_of=person.id), {"centre": centre.key}
            uow.audit.append(hand, "centre.join", KIND, str(person.id), meta, at=now)
        uow.commit()
    return centre


def leave_centre(
    open_uow: OpenUow, person_id: int, key: str, *, actor: Actor, now: datetime
) -> Centre:
    """Let a centre forget a person: its helpers see them no more, unless by their card.

    Args:
        open_uow: starts a writing transaction.
        person_id: who leaves.
        key: of the centre.
        actor: themselves, or a helper beside them.
        now: aware.

    Raises:
        NotAllowed: somebody else.
        NotFound: no such centre.
    """
    helped = actor.kind == Role.MEDIATOR and actor.on_behalf_of == person_id
    own = actor.id == person_id and actor.on_behalf_of in {None, person_id}
    if not (helped or own):
        raise NotAllowed(audience=Role.PARTICIPANT.value)
    with open_uow() as uow:
        centre = uow.centres.get(key)
        if uow.centres.leave(person_id, centre.id):
            meta = {"centre": key}
            uow.audit.append(actor, "centre.leave", KIND, str(person_id), meta, at=now)
        uow.commit()
    return centre


def beside(actor: Actor, person: Person) -> Actor:
    """Give a helper's hand beside somebody whose page they have open."""
    return replace(actor, on_behalf_of=person.id)


def _own(uow: UnitOfWork, helper_id: int, key: str) -> Centre:
    own = [one.centre for one in uow.centres.of_person(helper_id)]
    found = next((one for one in own if key in {"", one.key}), None)
    if found is None:
        raise NotAllowed(audience=Role.MEDIATOR.value)
    return found


def _shown(uow: UnitOfWork, actor: Actor, person: Person, joining: Joining, now: datetime) -> bool:
    if not joining.card:
        return uow.centres.visited_by(actor.id or 0, person.id, now)
    try:
        return meant_person(uow, joining.card, actor, by_name=False).id == person.id
    except UnknownCode:
        return False
