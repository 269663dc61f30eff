"""The e-mail address a participant may give: confirmed by a link before anything goes there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from muvengine.core.errors import BadInput
from muvengine.core.people.password import check_email

# A family may share an address; each of them gets a link of their own.
PEOPLE_PER_ADDRESS_MAX: Final = 6
# RFC 5321's plain form; quotes, comments and lists have no place in an address we write to.
_PLAIN: Final = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


@dataclass(frozen=True, slots=True)
class MailAddress:
    """What is known of somebody's address.

    Attributes:
        address: confirmed; None while there is none.
        asked: waits to be confirmed, in place of the other; None where nothing waits.
        asked_until: aware; then the link to confirm it is dead.
        letter: the weekly letter goes there.
    """

    address: str | None = None
    asked: str | None = None
    asked_until: datetime | None = None
    letter: bool = False

    def waits(self, now: datetime) -> bool:
        """Tell whether an address can still be confirmed."""
        return self.asked_until is not None and now < self.asked_until


def check_mail_address(text: str) -> str:
    """Give an address that mails can be written to, in small letters.

    Raises:
        BadInput: ``fields["email"]`` is none.
    """
    address = check_email(text)
    if not _PLAIN.fullmatch(address):
        raise BadInput(fields={"email": "wrong"})
    return address


def is_mail_address(text: str) -> bool:
    """Tell whether mails can be written to an address."""
    try:
        check_mail_address(text)
    except BadInput:
        return False
    return True
