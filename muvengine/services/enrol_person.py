"""A person begins to play, with or without e-mail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from muvengine.core.errors import BadInput
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.modes.mode import Mode
from muvengine.core.people.actor import Actor, Role
from muvengine.core.people.enrolment import Enrolment, check_enrolment
from muvengine.core.people.identity import Person
from muvengine.core.people.permission import require_helper
from muvengine.services.attempt import once
from muvengine.services.settle_in import settle_in
from muvengine.store.people import NewPerson
from muvengine.store.unit_of_work import UnitOfWork


def enrol_person(
    open_uow: Callable[[], UnitOfWork],
    *,
    enrolment: Enrolment,
    actor: Actor,
    now: datetime,
    new_token: Callable[[], str],
    key: str | None = None,
) -> Person:
    """Keep a new participant.

    Args:
        open_uow: starts a unit of work.
        enrolment: what they said.
        actor: the mediator or organiser who typed it, or the system.
        now: aware; also the moment of their consent.
        new_token: draws 128 random bits.
        key: of the form; the same form sent twice enrols one person.

    Raises:
        NotAllowed: participants and tablets enrol nobody.
        BadInput: see ``check_enrolment``, then an unknown mode, then see ``settle_in``.
        KeyReused: the form was sent before with other content.
    """
    require_helper(actor)
    checked, public_id = checked_enrolment(enrolment), new_token()

    def work(uow: UnitOfWork) -> int:
        return enrol(uow, checked, actor, public_id, now)

    content = sha256(repr(checked).encode()).hexdigest()
    attempt = Attempt(actor, key or new_token(), "enrol_person", content)
    person_id = once(open_uow, attempt, work).value
    with open_uow() as uow:
        return uow.people.get(person_id)


def enrol(uow: UnitOfWork, checked: Enrolment, actor: Actor, public_id: str, now: datetime) -> int:
    """Keep a new participant inside another service's transaction, and give their number.

    Args:
        uow: writing.
        checked: see ``checked_enrolment``.
        actor: by whose hand.
        public_id: the random part of their page's address.
        now: aware.

    Raises:
        BadInput: see ``settle_in``.
    """
    person = uow.people.add(_new_person(checked, actor, public_id, now), at=now)
    settle_in(uow, person.id, checked.centre, actor, now)
    hand = replace(actor, on_behalf_of=person.id)
    uow.audit.append(hand, "person.enrol", "person", str(person.id), at=now)
    return person.id


def checked_enrolment(enrolment: Enrolment) -> Enrolment:
    """Tidy what was typed.

    Raises:
        BadInput: see ``check_enrolment``, then an unknown mode.
    """
    checked = check_enrolment(enrolment)
    if checked.usual_mode is not None and checked.usual_mode not in set(Mode):
        raise BadInput(fields={"usual_mode": "unknown"})
    return checked


def _new_person(checked: Enrolment, actor: Actor, public_id: str, now: datetime) -> NewPerson:
    return NewPerson(
        public_id=public_id,
        role=Role.PARTICIPANT,
        name=checked.name,
        locale=checked.locale,
        usual_mode=checked.usual_mode,
        segments=checked.segments,
        enrolled_by=actor.id,
        consent_at=now,
        note=checked.note,
    )
