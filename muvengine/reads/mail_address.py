"""What is known of people's e-mail addresses."""

from __future__ import annotations

from collections.abc import Callable

from muvengine.core.people.identity import Person
from muvengine.core.people.mail_address import MailAddress
from muvengine.store.unit_of_work import UnitOfWork


def mail_address(open_reading: Callable[[], UnitOfWork], person_id: int) -> MailAddress:
    """Give somebody's address, confirmed or waiting."""
    with open_reading() as uow:
        return uow.mail_addresses.get(person_id)


def letter_readers(
    open_reading: Callable[[], UnitOfWork], *, after: int, most: int
) -> tuple[Person, ...]:
    """List who wants the weekly letter by mail, by number, those after a number."""
    with open_reading() as uow:
        return uow.mail_addresses.readers(after=after, most=most)
