"""What is known of somebody's e-mail address."""

from __future__ import annotations

from collections.abc import Callable

from muvengine.core.people.mail_address import MailAddress
from muvengine.store.unit_of_work import UnitOfWork


def mail_address(open_reading: Callable[[], UnitOfWork], person_id: int) -> MailAddress:
    """Give somebody's address, confirmed or waiting."""
    with open_reading() as uow:
        return uow.mail_addresses.get(person_id)
