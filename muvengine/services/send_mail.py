"""Send what waits, one mail at a time: claimed, handed over, written down.

Nothing is locked while a server thinks.  Between handing over and writing down a worker may
die: its mail is sent again when its claim is old, under the same Message-ID.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from muvengine.core.people.mail import Mail, MailProblem, MailText
from muvengine.formats.mail_message import unpacked_text
from muvengine.formats.text_seal import TextSeal
from muvengine.services.attempt import OpenUow
from muvengine.store.mails import ClaimedMail

Deliver = Callable[[str, str, MailText], None]
"""Hands a text to the server: of a public id, to an address."""


class NotDelivered(Exception):
    """The server did not take a mail.

    Attributes:
        problem: why.
        for_good: it would not take it tomorrow either.
    """

    def __init__(self, problem: MailProblem, *, for_good: bool = False) -> None:
        super().__init__(str(problem))
        self.problem = problem
        self.for_good = for_good


def send_mail(
    open_uow: OpenUow, seal: TextSeal, deliver: Deliver, now: Callable[[], datetime]
) -> Mail | None:
    """Send the mail that is due longest, and give what became of it; None where none is due.

    Args:
        open_uow: starts a writing transaction.
        seal: of the installation's mails.
        deliver: hands it over, or raises ``NotDelivered``.
        now: the clock.
    """
    with open_uow() as uow:
        claimed = uow.mails.claim(now())
        uow.commit()
    if claimed is None:
        return None
    mail = _tried(claimed, seal, deliver, now)
    with open_uow() as uow:
        uow.mails.finish(claimed, mail)
        uow.commit()
    return mail


def _tried(
    claimed: ClaimedMail, seal: TextSeal, deliver: Deliver, now: Callable[[], datetime]
) -> Mail:
    mail = claimed.mail
    if mail.is_late(now()):
        return mail.given_up(mail.problem or MailProblem.LATE, now())
    packed = seal.open(claimed.sealed, claimed.public_id)
    if packed is None:
        return mail.given_up(MailProblem.UNREADABLE, now())
    try:
        deliver(claimed.public_id, claimed.address, unpacked_text(packed))
    except NotDelivered as refused:
        if refused.for_good:
            return mail.given_up(refused.problem, now())
        return mail.put_off(refused.problem, now())
    return mail.sent(now())
