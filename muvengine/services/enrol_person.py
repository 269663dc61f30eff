"""A person begins to play, with or without e-mail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from muvengine.core.errors import BadInput
from muvengine.core.modes.mode import Mode
from muvengine.core.people.actor import Actor, Role
from muvengine.core.people.enrolment import Enrolment, check_enrolment
from muvengine.core.people.identity import Person
from muvengine.core.people.permission import require_helper
from muvengine.store.people import NewPerson
from muvengine.store.unit_of_work import UnitOfWork


def enrol_person(
    open_uow: Callable[[], UnitOfWork],
    *,
    enrolment: Enrolment,
    actor: Actor,
    now: datetime,
    new_token: Callable[[], str],
) -> Person:
    """Keep a new participant.

    Args:
        open_uow: starts a unit of work.
        enrolment: what they said.
        actor: the mediator or organiser who typed it, or the system.
        now: aware; also the moment of their consent.
        new_token: draws 128 random bits.

    Raises:
        NotAllowed: participants and tablets enrol nobody.
        BadInput: see ``check_enrolment``, then an unknown mode.
    """
    require_helper(actor)
    checked = check_enrolment(enrolment)
    if checked.usual_mode is not None and checked.usual_mode not in set(Mode):
        raise BadInput(fields={"usual_mode": "unknown"})
    new = NewPerson(
        public_id=new_token(),
        role=Role.PARTICIPANT,
        name=checked.name,
        locale=checked.locale,
        usual_mode=checked.usual_mode,
        segments=checked.segments,
        enrolled_by=actor.id,
        consent_at=now,
        note=checked.note,
    )
    with open_uow() as uow:
        person = uow.people.add(new, at=now)
        hand = replace(actor, on_behalf_of=person.id)
        uow.audit.append(hand, "person.enrol", "person", str(person.id), at=now)
        uow.commit()
    return person
