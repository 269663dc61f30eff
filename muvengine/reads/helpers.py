"""What helpers may hand out, whom they are to call, and what was done by their hands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from muvengine.core.people.actor import Role
from muvengine.core.people.call_back import CallBack
from muvengine.core.people.done_for import DoneFor
from muvengine.core.people.identity import Person
from muvengine.core.people.workshop import HelperDay
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]


def helper_day(open_reading: OpenReading, helper_id: int, day: date) -> HelperDay:
    """Tell what one helper may still hand out at workshops on a day."""
    with open_reading() as uow:
        return uow.workshops.day_of(helper_id, day)


@dataclass(frozen=True, slots=True)
class Helper:
    """One mediator.

    Attributes:
        person: who.
        today: what they may hand out on the day.
        account: name of the account they play under; empty where none is known.
    """

    person: Person
    today: HelperDay
    account: str


def helpers(open_reading: OpenReading, day: date) -> tuple[Helper, ...]:
    """List the mediators by name, each with what they may hand out on a day."""
    with open_reading() as uow:
        return tuple(
            Helper(person, uow.workshops.day_of(person.id, day), _account(uow, person))
            for person in uow.people.staff()
            if person.role is Role.MEDIATOR
        )


def _account(uow: UnitOfWork, helper: Person) -> str:
    number = uow.mandates.account_of(helper.id)
    return uow.people.names([number]).get(number, "") if number else ""


def waiting_calls(open_reading: OpenReading, helper_id: int) -> tuple[CallBack, ...]:
    """List who of a helper's centres waits for a call, the soonest day first."""
    with open_reading() as uow:
        return uow.call_backs.waiting(helper_id)


def done_for(
    open_reading: OpenReading, person_id: int, first: datetime, end: datetime
) -> tuple[DoneFor, ...]:
    """List what other hands did for a person, the latest first; ``end`` is excluded."""
    with open_reading() as uow:
        return uow.done_for.between(person_id, first, end)
