"""A mediator or an organiser joins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from muvengine.core.errors import BadInput
from muvengine.core.people.actor import Actor, Role
from muvengine.core.people.enrolment import tidy_name
from muvengine.core.people.identity import Person
from muvengine.core.people.password import check_email, check_password, normalised
from muvengine.core.people.permission import require_organiser
from muvengine.formats.slow_hash import slow_hash
from muvengine.services.settle_in import settle_in
from muvengine.store.people import NewPerson
from muvengine.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class NewStaff:
    """Who joins.

    Attributes:
        name: as colleagues call them.
        email: what they sign in with; kept in small letters.
        role: mediator or organiser.
        locale: the language they read.
        password: their first one; None when they will come in by a link and choose it.
        centre: key of the one where a mediator works; empty for the only one of the town.
    """

    name: str
    email: str
    role: Role
    locale: str
    password: str | None = None
    centre: str = ""


def add_staff(
    open_uow: Callable[[], UnitOfWork],
    *,
    staff: NewStaff,
    actor: Actor,
    now: datetime,
    new_token: Callable[[], str],
) -> Person:
    """Keep a new member of staff.

    Raises:
        NotAllowed: the actor is neither an organiser nor the system.
        BadInput: the name, the e-mail or the password is not good, the e-mail is taken, or the
            role is no staff role, then see ``settle_in``; in this order.
    """
    require_organiser(actor)
    new = _new_staff(staff, actor, new_token)
    with open_uow() as uow:
        if new.email and uow.people.has_email(new.email):
            raise BadInput(fields={"email": "taken"})
        person = uow.people.add(new, at=now)
        if staff.role is Role.MEDIATOR:
            settle_in(uow, person.id, staff.centre, actor, now)
        uow.audit.append(
            actor, "staff.add", "person", str(person.id), {"role": staff.role.value}, at=now
        )
        uow.commit()
    return person


def _new_staff(staff: NewStaff, actor: Actor, new_token: Callable[[], str]) -> NewPerson:
    name, email = tidy_name(staff.name), check_email(staff.email)
    if staff.password is not None:
        check_password(staff.password, email=email)
    if staff.role is Role.PARTICIPANT:
        raise BadInput(fields={"role": "unknown"})
    # Nobody knows a drawn password: until one is chosen, only a link opens.
    secret = normalised(staff.password) if staff.password is not None else new_token()
    return NewPerson(
        public_id=new_token(),
        role=staff.role,
        name=name,
        locale=staff.locale,
        email=email,
        password_hash=slow_hash(secret),
        enrolled_by=actor.id,
    )
