"""A mail that waits to be sent: when it is tried, and when it is given up.

    waiting -- taken by the server ----------> sent
    waiting -- refused for good, or too late -> given up
    waiting -- the server is away ------------> waiting, tried again after a pause

Whoever tries has claimed it first, so that two never send the same.  A worker that dies between
sending and writing it down leaves a mail that is sent again: at least once, and rarely twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from muvengine.core.people.link import FIRST, ONCE

# A sign-in link is of use for ten minutes, so the first pauses are short.
PAUSES: Final = (
    timedelta(seconds=30),
    timedelta(minutes=1),
    timedelta(minutes=2),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
)
"""After the first failed try, after the second, and so on; the last one is used again."""
CONFIRM_LASTS: Final = timedelta(days=1)


class MailKind(StrEnum):
    """What a mail is for."""

    CONFIRM = "confirm"
    SIGN_IN = "sign_in"
    INVITE = "invite"
    WEEK = "week"


LASTS: Final[Mapping[MailKind, timedelta]] = {
    MailKind.CONFIRM: CONFIRM_LASTS,
    MailKind.SIGN_IN: ONCE.lasts,
    MailKind.INVITE: FIRST.lasts,
    MailKind.WEEK: timedelta(days=2),
}
"""How long a mail is worth sending: as long as the link in it opens."""


class MailState(StrEnum):
    """Where a mail stands."""

    WAITING = "waiting"
    SENT = "sent"
    GIVEN_UP = "given_up"


class MailProblem(StrEnum):
    """Why a mail was not taken."""

    AWAY = "away"
    """The server does not answer, or not as it should."""
    LOGIN = "login"
    """The server does not let us in."""
    REFUSED = "refused"
    """The server refuses this mail or its address."""
    UNREADABLE = "unreadable"
    """It was sealed under another secret."""
    LATE = "late"
    """It is too late for what it says."""


@dataclass(frozen=True, slots=True)
class MailText:
    """What a mail says: plain text, lines of at most 72 characters.

    Attributes:
        subject: one line.
        body: ends with a newline.
        stop_url: the page that stops mails of this kind; empty where it is not regular.
    """

    subject: str
    body: str
    stop_url: str = ""


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail on its way.

    Attributes:
        kind: what it is for.
        until: aware; later it is not sent any more.
        next_at: aware; not tried before.
        tries: how often it was claimed.
        state: see ``MailState``.
        problem: of the last try; None while there was none.
        done_at: when it was sent or given up.
    """

    kind: MailKind
    until: datetime
    next_at: datetime
    tries: int = 0
    state: MailState = MailState.WAITING
    problem: MailProblem | None = None
    done_at: datetime | None = None

    @classmethod
    def new(cls, kind: MailKind, now: datetime) -> Mail:
        """Give a mail that waits from now on."""
        return cls(kind, until=now + LASTS[kind], next_at=now)

    def is_late(self, now: datetime) -> bool:
        """Tell whether it is of no use any more."""
        return now >= self.until

    def sent(self, now: datetime) -> Mail:
        """Give it as taken by the server."""
        return replace(self, state=MailState.SENT, problem=None, done_at=now)

    def given_up(self, problem: MailProblem, now: datetime) -> Mail:
        """Give it as one that nobody tries again."""
        return replace(self, state=MailState.GIVEN_UP, problem=problem, done_at=now)

    def put_off(self, problem: MailProblem, now: datetime) -> Mail:
        """Give it as it is after a failed try: waiting for the next, or given up."""
        pause = PAUSES[min(max(self.tries, 1), len(PAUSES)) - 1]
        if now + pause >= self.until:
            return self.given_up(problem, now)
        return replace(self, next_at=now + pause, problem=problem)
