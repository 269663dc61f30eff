"""Mails on their way: kept while they wait, claimed one by one, emptied."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    and_,
    delete,
    func,
    or_,
    select,
    update,
)

from muvengine.core.people.mail import Mail, MailKind, MailProblem, MailState
from muvengine.store.insert_once import insert_once
from muvengine.store.tables import metadata

_MAIL: Final = metadata.tables["mail"]
# Longer than a slow server takes, each of whose answers is waited for twenty seconds; whoever
# claimed it is taken for dead then.
LEASE: Final = timedelta(minutes=5)
_EMPTY: Final = {"address": "", "sealed": None}


@dataclass(frozen=True, slots=True)
class NewMail:
    """A mail to be kept; its text is sealed under ``public_id``."""

    public_id: str
    person_id: int
    address: str
    sealed: bytes
    mail: Mail


@dataclass(frozen=True, slots=True)
class ClaimedMail:
    """A mail to be sent now, by whoever claimed it."""

    id: int
    public_id: str
    address: str
    sealed: bytes
    mail: Mail


@dataclass(frozen=True, slots=True)
class MailFigures:
    """How mails fare.

    Attributes:
        waiting: how many wait.
        oldest_at: since when the oldest of these waits; None where none does.
        sent: since the day asked for.
        given_up: likewise.
        problem: the latest one of a mail that waits or was given up since; None where all is well.
    """

    waiting: int
    oldest_at: datetime | None
    sent: int
    given_up: int
    problem: MailProblem | None


class MailStore:
    """Keep and work off mails inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, new: NewMail, *, at: datetime) -> bool:
        """Keep a mail; False where one of its public id is kept already."""
        values = {
            "public_id": new.public_id,
            "kind": str(new.mail.kind),
            "person_id": new.person_id,
            "address": new.address,
            "sealed": new.sealed,
            "state": str(new.mail.state),
            "tries": new.mail.tries,
            "next_at": new.mail.next_at,
            "created_at": at,
            "until": new.mail.until,
        }
        return insert_once(self._connection, _MAIL, values, returning=_MAIL.c.id) is not None

    def any_due(self, now: datetime) -> bool:
        """Tell whether a mail may be claimed now."""
        return (
            self._connection.execute(select(_MAIL.c.id).where(_due(now)).limit(1)).first()
            is not None
        )

    def claim(self, now: datetime) -> ClaimedMail | None:
        """Take the mail that is due longest; None where none is.

        A guarded step: of two workers one has it, and the other takes the next.
        """
        query = select(_MAIL.c.id).where(_due(now)).order_by(_MAIL.c.next_at, _MAIL.c.id).limit(1)
        while mail_id := self._connection.execute(query).scalar():
            taken = self._connection.execute(
                update(_MAIL)
                .where(_MAIL.c.id == mail_id, _due(now))
                .values(claimed_at=now, tries=_MAIL.c.tries + 1)
            )
            if taken.rowcount:
                row = select(_MAIL).where(_MAIL.c.id == mail_id)
                return _claimed(self._connection.execute(row).mappings().one())
        return None

    def finish(self, claimed: ClaimedMail, mail: Mail) -> None:
        """Write down what became of a try; whoever was taken for dead changes nothing more."""
        values: dict[str, object] = {
            "state": str(mail.state),
            "problem": mail.problem and str(mail.problem),
            "next_at": mail.next_at,
            "done_at": mail.done_at,
            "claimed_at": None,
        }
        if mail.state is not MailState.WAITING:
            values |= _EMPTY
        mine = (_MAIL.c.id == claimed.id, _MAIL.c.tries == claimed.mail.tries)
        still = _MAIL.c.state == str(MailState.WAITING)
        self._connection.execute(update(_MAIL).where(*mine, still).values(values))

    def forget_waiting(self, person_id: int) -> int:
        """Drop what waits for somebody, whose address is no more."""
        waiting = _MAIL.c.state == str(MailState.WAITING)
        return self._connection.execute(
            delete(_MAIL).where(_MAIL.c.person_id == person_id, waiting)
        ).rowcount

    def figures(self, since: datetime) -> MailFigures:
        """Count what waits, and what was sent or given up since then."""
        kept = select(_MAIL.c.state, func.count(), func.min(_MAIL.c.created_at)).where(
            or_(_MAIL.c.done_at.is_(None), _MAIL.c.done_at >= since)
        )
        rows = self._connection.execute(kept.group_by(_MAIL.c.state)).all()
        counted = {state: (int(count), first) for state, count, first in rows}
        waiting, oldest_at = counted.get(str(MailState.WAITING), (0, None))
        return MailFigures(
            waiting=waiting,
            oldest_at=oldest_at,
            sent=counted.get(str(MailState.SENT), (0, None))[0],
            given_up=counted.get(str(MailState.GIVEN_UP), (0, None))[0],
            problem=self._latest_problem(since),
        )

    def prune(self, before: datetime) -> int:
        """Forget what was sent or given up before then; give how many."""
        return self._connection.execute(delete(_MAIL).where(_MAIL.c.done_at < before)).rowcount

    def _latest_problem(self, since: datetime) -> MailProblem | None:
        query = (
            select(_MAIL.c.problem)
            .where(_MAIL.c.problem.is_not(None))
            .where(or_(_MAIL.c.done_at.is_(None), _MAIL.c.done_at >= since))
            .order_by(_MAIL.c.id.desc())
            .limit(1)
        )
        found = self._connection.execute(query).scalar()
        return MailProblem(found) if found else None


def _due(now: datetime) -> ColumnElement[bool]:
    return and_(
        _MAIL.c.state == str(MailState.WAITING),
        _MAIL.c.next_at <= now,
        or_(_MAIL.c.claimed_at.is_(None), _MAIL.c.claimed_at < now - LEASE),
    )


def _claimed(row: RowMapping) -> ClaimedMail:
    mail = Mail(
        kind=MailKind(row["kind"]),
        until=row["until"],
        next_at=row["next_at"],
        tries=row["tries"],
        problem=row["problem"] and MailProblem(row["problem"]),
    )
    return ClaimedMail(row["id"], row["public_id"], row["address"], row["sealed"] or b"", mail)
