"""Believable people for tests, and dice that fall the same way each time."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from itertools import count
from typing import Final

from muvengine.core.people.actor import SYSTEM, Actor, Role
from muvengine.core.people.card import PrintedCard
from muvengine.core.people.enrolment import Enrolment
from muvengine.core.people.identity import Person
from muvengine.services.add_staff import NewStaff, add_staff
from muvengine.services.enrol_person import enrol_person
from muvengine.services.issue_card import issue_card
from muvengine.store.unit_of_work import UnitOfWork

OpenUow = Callable[[], UnitOfWork]
NOON: Final = datetime(2026, 4, 7, 12, 0, tzinfo=UTC)
PASSWORD: Final = "trois vélos verts"


@dataclass
class Dice:
    """Draws tokens in the shape of the real ones, the same in each run."""

    seed: str = "muv"
    drawn: count[int] = field(default_factory=count)

    def __call__(self) -> str:
        bits = sha256(f"{self.seed}{next(self.drawn)}".encode()).digest()[:16]
        return urlsafe_b64encode(bits).decode().rstrip("=")


def participant(open_uow: OpenUow, name: str = "Fatou", *, by: Actor = SYSTEM) -> Person:
    """Enrol somebody who plays."""
    enrolment = Enrolment(name, "fr", usual_mode="bus", consent=True)
    return enrol_person(open_uow, enrolment=enrolment, actor=by, now=NOON, new_token=Dice(name))


def staff(open_uow: OpenUow, name: str = "Maud", role: Role = Role.MEDIATOR) -> Person:
    """Add a colleague."""
    email = f"{name.lower()}@centre.example"
    new = NewStaff(name, email, role, "fr", password=PASSWORD)
    return add_staff(open_uow, staff=new, actor=SYSTEM, now=NOON, new_token=Dice(name))


def card(open_uow: OpenUow, person: Person, *, seed: str = "card") -> PrintedCard:
    """Print a card."""
    dice = Dice(f"{seed}{person.id}")
    return issue_card(open_uow, person_id=person.id, actor=SYSTEM, now=NOON, new_token=dice)
