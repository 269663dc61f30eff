"""Hand mails over: to a server by SMTP, or to a folder as files that any mail program opens."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from types import TracebackType
from typing import Final, Protocol, Self
from urllib.parse import urlsplit

from muvengine.core.people.mail import MailProblem, MailText
from muvengine.formats.mail_message import Envelope, mail_message
from muvengine.services.send_mail import NotDelivered
from muvengine.settings import MailTls, Settings

# For each answer of the server.
ANSWER_S: Final = 20.0
_FOR_GOOD: Final = 500


class Handing(Protocol):
    """Takes a message to where it belongs."""

    def hand(self, message: EmailMessage, address: str, name: str) -> None:
        """Hand a message over.

        Raises:
            NotDelivered: it was not taken.
        """

    def close(self) -> None:
        """Say good-bye."""


class Postman:
    """Delivers mails of this installation until the block is left."""

    def __init__(self, settings: Settings, now: Callable[[], datetime], handing: Handing) -> None:
        self._sender = settings.mail_from or f"muv@{_host(settings)}"
        self._host = _host(settings)
        self._now = now
        self._handing = handing

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._handing.close()

    def deliver(self, public_id: str, address: str, text: MailText) -> None:
        """Hand a mail over.

        Raises:
            NotDelivered: it was not taken, or the address is none.
        """
        envelope = Envelope(self._sender, address, public_id, self._host)
        try:
            message = mail_message(envelope, text, at=self._now())
        except ValueError as error:
            raise NotDelivered(MailProblem.REFUSED, for_good=True) from error
        self._handing.hand(message, address, public_id)


def postman(settings: Settings, now: Callable[[], datetime]) -> Postman:
    """Give whoever delivers after these settings; they send mails (``Settings.sends_mails``)."""
    if settings.mail_folder is not None:
        return Postman(settings, now, Folder(settings.mail_folder))
    return Postman(settings, now, Server(settings))


class Folder:
    """Writes each mail into a folder; nobody else gets it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def hand(self, message: EmailMessage, address: str, name: str) -> None:
        """See ``Handing``; the same mail again takes the place of the first."""
        del address
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            half = self._folder / f".{name}.part"
            half.write_bytes(message.as_bytes())
            half.replace(self._folder / f"{name}.eml")
        except OSError as error:
            raise NotDelivered(MailProblem.AWAY) from error

    def close(self) -> None:
        """See ``Handing``."""


class Server:
    """Speaks SMTP; one conversation serves many mails."""

    def __init__(self, settings: Settings, context: ssl.SSLContext | None = None) -> None:
        self._settings = settings
        self._context = context
        self._line: smtplib.SMTP | None = None

    def hand(self, message: EmailMessage, address: str, name: str) -> None:
        """See ``Handing``."""
        del name
        try:
            line = self._line = self._line or self._connected()
            line.send_message(message, to_addrs=[address])
        except (smtplib.SMTPException, OSError, ValueError) as error:
            self.close()
            raise _problem(error, address) from None

    def close(self) -> None:
        """See ``Handing``."""
        line, self._line = self._line, None
        if line is not None:
            with suppress(smtplib.SMTPException, OSError):
                line.quit()

    def _connected(self) -> smtplib.SMTP:
        settings = self._settings
        host, port = settings.mail_host, settings.mail_port
        if settings.mail_tls is MailTls.IMPLICIT:
            line: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=ANSWER_S, context=self._tls())
        else:
            line = smtplib.SMTP(host, port, timeout=ANSWER_S)
        try:
            if settings.mail_tls is MailTls.STARTTLS:
                line.starttls(context=self._tls())
            if settings.mail_user:
                line.login(settings.mail_user, settings.mail_password)
        except (smtplib.SMTPException, OSError):
            line.close()
            raise
        return line

    def _tls(self) -> ssl.SSLContext:
        # The library's own default checks no certificate.
        return self._context or ssl.create_default_context()


def _problem(error: Exception, address: str) -> NotDelivered:
    """Tell what an answer means; its words are left out, since they repeat the address."""
    match error:
        case smtplib.SMTPRecipientsRefused():
            code = error.recipients.get(address, (0, b""))[0]
            return NotDelivered(MailProblem.REFUSED, for_good=code >= _FOR_GOOD)
        case smtplib.SMTPDataError():
            return NotDelivered(MailProblem.REFUSED, for_good=error.smtp_code >= _FOR_GOOD)
        case smtplib.SMTPAuthenticationError():
            return NotDelivered(MailProblem.LOGIN)
        case smtplib.SMTPException() | OSError():
            return NotDelivered(MailProblem.AWAY)
        case _:
            # An address in letters this server cannot write.
            return NotDelivered(MailProblem.REFUSED, for_good=True)


def _host(settings: Settings) -> str:
    return urlsplit(settings.base_url).hostname or "localhost"
