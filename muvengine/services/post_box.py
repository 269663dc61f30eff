"""Where services put mails: in the transaction of what causes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from muvengine.core.people.mail import Mail, MailKind, MailText
from muvengine.formats.link_mark import LinkMark
from muvengine.formats.mail_message import packed_text
from muvengine.formats.text_seal import TextSeal
from muvengine.store.mails import NewMail
from muvengine.store.unit_of_work import UnitOfWork

PURPOSE: Final = "mail"
STOP: Final = "letter stop"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A mail to somebody.

    Attributes:
        kind: what it is for.
        public_id: drawn, or a name that the same mail has again.
        person_id: about whom; it goes when their address does.
        address: where to.
        text: what it says.
    """

    kind: MailKind
    public_id: str
    person_id: int
    address: str
    text: MailText


@dataclass(frozen=True, slots=True)
class PostBox:
    """The mails of this installation.

    Attributes:
        seal: closes texts until they are sent.
        base_url: of the links in them.
        stop: marks of links that stop the weekly letter.
    """

    seal: TextSeal
    base_url: str
    stop: LinkMark

    def stop_url(self, public_id: str) -> str:
        """Give the page that stops somebody's weekly letter, without signing in."""
        return f"{self.base_url}/mail/stop/{public_id}/{self.stop.of(public_id)}"

    def put(self, uow: UnitOfWork, outgoing: Outgoing, *, now: datetime) -> bool:
        """Keep a mail to be sent; it goes when the transaction is kept.

        Returns:
            False where a mail of this public id is kept already.
        """
        new = NewMail(
            public_id=outgoing.public_id,
            person_id=outgoing.person_id,
            address=outgoing.address,
            sealed=self.seal.close(packed_text(outgoing.text), outgoing.public_id),
            mail=Mail.new(outgoing.kind, now),
        )
        return uow.mails.add(new, at=now)


def post_box(secret: str, base_url: str) -> PostBox:
    """Make the box of an installation."""
    return PostBox(TextSeal(secret, PURPOSE), base_url, LinkMark(secret, STOP))
