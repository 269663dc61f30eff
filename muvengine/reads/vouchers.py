"""A participant's vouchers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from muvengine.core.people.identity import Person
from muvengine.core.vouchers.voucher import WARN_DAYS, Voucher
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]


def vouchers_of(open_reading: OpenReading, person_id: int) -> list[Voucher]:
    """List a person's vouchers, newest first."""
    with open_reading() as uow:
        return uow.vouchers.all_of(person_id)


def ending(open_reading: OpenReading, person_id: int, today: date) -> list[tuple[Voucher, int]]:
    """List a person's good vouchers of which they are warned, with the days left, next first."""
    most = timedelta(days=max(WARN_DAYS))
    found = [one for one in vouchers_of(open_reading, person_id) if one.usable]
    soon = [(one, (one.last_day - today).days) for one in found if one.last_day <= today + most]
    return sorted(((one, left) for one, left in soon if left >= 0), key=lambda pair: pair[1])


def batch_of(
    open_reading: OpenReading, helper_id: int, now: datetime
) -> list[tuple[Voucher, Person]]:
    """List what a mediator took for people and has not printed yet, with whose it is.

    Somebody of other centres has no name here once their help is over.
    """
    with open_reading() as uow:
        waiting = [(one, uow.people.get(one.person_id)) for one in uow.paper.reserved_by(helper_id)]
        return [
            (one, person if uow.centres.reaches(helper_id, person.id, now) else _nameless(person))
            for one, person in waiting
        ]


def _nameless(person: Person) -> Person:
    return replace(person, name="")


def held_by(open_reading: OpenReading, person: Person) -> list[tuple[Voucher, Person]]:
    """List a person's good vouchers, oldest first, with who holds them."""
    good = [(one, person) for one in vouchers_of(open_reading, person.id) if one.usable]
    return good[::-1]


def unprinted(open_reading: OpenReading) -> list[tuple[Voucher, Person]]:
    """List every good voucher that was taken for paper and never printed, with whose it is."""
    with open_reading() as uow:
        return [(one, uow.people.get(one.person_id)) for one in uow.paper.unprinted()]


def voucher_of(open_reading: OpenReading, person_id: int, code: str) -> Voucher:
    """Give one of a person's vouchers.

    Raises:
        NotFound: none of theirs carries this code.
    """
    with open_reading() as uow:
        return uow.vouchers.of_person(person_id, code)
