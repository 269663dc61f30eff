"""A mail as it goes over the wire: one plain text, no pictures, nothing that calls home."""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Final

from muvengine.core.people.mail import MailText

# A longer line would be written in code words, and a link in a header read by nobody.
_POLICY: Final = SMTP.clone(max_line_length=900)


@dataclass(frozen=True, slots=True)
class Envelope:
    """What stands outside.

    Attributes:
        sender: as ``Le quartier <muv@town.example>``.
        address: whom it goes to.
        public_id: the same for every copy of one mail.
        host: of the site, for the Message-ID.
    """

    sender: str
    address: str
    public_id: str
    host: str


def mail_message(envelope: Envelope, text: MailText, *, at: datetime) -> EmailMessage:
    """Write a mail.

    Raises:
        ValueError: the address is none.
    """
    message = EmailMessage(policy=_POLICY)
    message["From"] = envelope.sender
    # One address and never a list, whatever signs are in it.
    message["To"] = Address(addr_spec=envelope.address)
    message["Subject"] = text.subject
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{envelope.public_id}@{envelope.host}>"
    # Absence notes are not sent back to machines (RFC 3834).
    message["Auto-Submitted"] = "auto-generated"
    if text.stop_url:
        message["List-Unsubscribe"] = f"<{text.stop_url}>"
    # Servers that take only seven bits are still about.
    message.set_content(text.body, cte="quoted-printable")
    return message


def packed_text(text: MailText) -> str:
    """Write a text as one string, to be sealed."""
    return json.dumps(astuple(text), ensure_ascii=False)


def unpacked_text(packed: str) -> MailText:
    """Give back what ``packed_text`` wrote."""
    return MailText(*json.loads(packed))
