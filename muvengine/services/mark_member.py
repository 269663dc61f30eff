"""Cards of a group are read at the start and at the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from muvengine.core.errors import LimitReached, NotFound, NotPossible
from muvengine.core.people.actor import Actor
from muvengine.core.people.identity import Person
from muvengine.core.trips.outing import MEMBERS_MAX, Outing
from muvengine.services.attempt import OpenUow
from muvengine.services.attesting import require_other_hand
from muvengine.services.lead_outing import open_outing, require_mediator
from muvengine.services.meant_person import meant_person
from muvengine.store.unit_of_work import UnitOfWork


def mark_member(
    open_uow: OpenUow, public_id: str, said: str, *, actor: Actor, now: datetime
) -> str:
    """Note that somebody is there, at the start or at the end, and give their name.

    Reading a card twice changes nothing.

    Args:
        open_uow: starts a writing transaction.
        public_id: the outing's.
        said: a card as a reader types it, its number, or a name that only one person has.
        actor: the mediator who reads it.
        now: aware.

    Raises:
        NotAllowed: this is for mediators.
        NotFound: no such outing.
        NotPossible: it is over or being paid; or ``state`` is many, where several people have
            the name, or not_at_start, where somebody comes to the end only.
        UnknownCode: nobody has this card or name.
        OwnAccount: it is the mediator's own account.
        LimitReached: the group is full.
    """
    require_mediator(actor)
    with open_uow() as uow:
        outing = open_outing(uow, public_id, actor)
        person = meant_person(uow, said, actor)
        require_other_hand(uow, actor, person.id, now)
        noted = _note(uow, outing, person, now)
        if noted:
            act = "outing.at_end" if outing.ended_at else "outing.at_start"
            hand = replace(actor, on_behalf_of=person.id)
            uow.audit.append(hand, act, "outing", public_id, at=now)
        uow.commit()
    return person.name


def _note(uow: UnitOfWork, outing: Outing, person: Person, now: datetime) -> bool:
    members = {one.person_id: one for one in uow.outings.members(outing.id)}
    member = members.get(person.id)
    if outing.ended_at is None:
        if member is None and len(members) >= MEMBERS_MAX:
            raise LimitReached
        return uow.outings.come_in(outing.id, person.id, now)
    if member is None:
        raise NotPossible(state="not_at_start", name=person.name)
    if member.seen_at_end is not None:
        return False
    uow.outings.set_seen_at_end(outing.id, person.id, now)
    return True


def undo_mark(
    open_uow: OpenUow, public_id: str, person_id: str, *, actor: Actor, now: datetime
) -> str:
    """Take back what was noted last of somebody, and give their name.

    Args:
        open_uow: starts a writing transaction.
        public_id: the outing's.
        person_id: the member's public id.
        actor: the mediator.
        now: aware.

    Raises:
        NotAllowed: this is for mediators.
        NotFound: no such outing, or nobody of this group.
        NotPossible: it is over, or being paid.
    """
    require_mediator(actor)
    with open_uow() as uow:
        outing = open_outing(uow, public_id, actor)
        found = [one for one in uow.outings.members(outing.id) if one.public_id == person_id]
        if not found:
            raise NotFound(kind="member")
        [member] = found
        if outing.ended_at is None:
            uow.outings.leave(outing.id, member.person_id)
        else:
            uow.outings.set_seen_at_end(outing.id, member.person_id, None)
        hand = replace(actor, on_behalf_of=member.person_id)
        uow.audit.append(hand, "outing.undo", "outing", public_id, at=now)
        uow.commit()
    return member.name
