"""Apps that send trips by themselves, and the positions of theirs that wait."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from muvengine.core.errors import NotFound
from muvengine.core.people.sender import App, Sender
from muvengine.store.insert_once import insert_once
from muvengine.store.tables import metadata

_SENDER: Final = metadata.tables["trip_sender"]
_FIX: Final = metadata.tables["sent_fix"]
_PERSON: Final = metadata.tables["person"]


@dataclass(frozen=True, slots=True)
class SealedFix:
    """A position as it waits; only its time can be read."""

    at_ms: int
    sealed: bytes
    received_at: datetime


class SenderStore:
    """Find and keep apps and their positions inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, sender: Sender, token_hash: str) -> int:
        """Keep an app that was just connected, and give its number."""
        kept = insert(_SENDER).values(
            person_id=sender.person_id,
            app=str(sender.app),
            token_hash=token_hash,
            mode=sender.mode,
            made_at=sender.made_at,
        )
        return int(self._connection.execute(kept.returning(_SENDER.c.id)).scalar_one())

    def by_token(self, token_hash: str) -> Sender | None:
        """Find the app of a token; one that was shut out, or of a closed account, is none."""
        query = _open(_SENDER.c.token_hash == token_hash)
        row = self._connection.execute(query).mappings().one_or_none()
        return None if row is None else _as_sender(row)

    def own(self, sender_id: int, person_id: int) -> Sender:
        """Find an app of a person.

        Raises:
            NotFound: no such app, somebody else's, or shut out.
        """
        query = _open((_SENDER.c.id == sender_id) & (_SENDER.c.person_id == person_id))
        row = self._connection.execute(query).mappings().one_or_none()
        if row is None:
            raise NotFound(kind="sender")
        return _as_sender(row)

    def of_person(self, person_id: int) -> tuple[Sender, ...]:
        """List the apps that may send for a person, in the order in which they were connected."""
        query = _open(_SENDER.c.person_id == person_id).order_by(_SENDER.c.id)
        return tuple(_as_sender(row) for row in self._connection.execute(query).mappings())

    def touch(self, sender_id: int, now: datetime) -> None:
        """Note that something came; never backwards."""
        earlier = or_(_SENDER.c.last_at.is_(None), _SENDER.c.last_at < now)
        self._connection.execute(
            update(_SENDER).where(_SENDER.c.id == sender_id, earlier).values(last_at=now)
        )

    def set_mode(self, sender_id: int, mode: str) -> None:
        """Let what comes from now on count in another mode."""
        self._connection.execute(update(_SENDER).where(_SENDER.c.id == sender_id).values(mode=mode))

    def end(self, sender_id: int, now: datetime) -> None:
        """Shut an app out, and forget what it has sent that is no trip yet."""
        self._connection.execute(delete(_FIX).where(_FIX.c.sender_id == sender_id))
        self._connection.execute(
            update(_SENDER)
            .where(_SENDER.c.id == sender_id, _SENDER.c.ended_at.is_(None))
            .values(ended_at=now)
        )

    def end_of_closed(self, now: datetime) -> int:
        """Shut out the apps of people whose account was closed; give how many."""
        query = (
            select(_SENDER.c.id)
            .join(_PERSON, _PERSON.c.id == _SENDER.c.person_id)
            .where(_SENDER.c.ended_at.is_(None), _PERSON.c.closed_at.is_not(None))
        )
        gone = self._connection.execute(query).scalars().all()
        for sender_id in gone:
            self.end(sender_id, now)
        return len(gone)

    def keep_fixes(
        self, sender_id: int, fixes: Sequence[tuple[int, bytes]], *, most: int, now: datetime
    ) -> int:
        """Keep sealed positions with their times, each once; give how many were new.

        Args:
            sender_id: the app's number.
            fixes: milliseconds since 1970 UTC, and the sealed position.
            most: beyond so many of an app the oldest are forgotten.
            now: aware.
        """
        new = 0
        for at_ms, sealed in fixes:
            values = {"sender_id": sender_id, "at_ms": at_ms, "sealed": sealed, "received_at": now}
            new += insert_once(self._connection, _FIX, values, returning=_FIX.c.id) is not None
        if new:
            self._forget_oldest(sender_id, most)
        return new

    def with_fixes(self) -> tuple[Sender, ...]:
        """List the apps of which positions wait."""
        waiting = _SENDER.c.id.in_(select(_FIX.c.sender_id).distinct())
        query = _open(waiting).order_by(_SENDER.c.id)
        return tuple(_as_sender(row) for row in self._connection.execute(query).mappings())

    def fixes(self, sender_id: int) -> tuple[SealedFix, ...]:
        """List the positions that wait, by time."""
        query = select(_FIX.c.at_ms, _FIX.c.sealed, _FIX.c.received_at).where(
            _FIX.c.sender_id == sender_id
        )
        rows = self._connection.execute(query.order_by(_FIX.c.at_ms, _FIX.c.id))
        return tuple(SealedFix(row.at_ms, row.sealed, row.received_at) for row in rows)

    def forget_fixes(self, sender_id: int, before_ms: int) -> int:
        """Forget positions of an app from before a moment; give how many."""
        gone = delete(_FIX).where(_FIX.c.sender_id == sender_id, _FIX.c.at_ms < before_ms)
        return self._connection.execute(gone).rowcount

    def forget_received(self, before: datetime) -> int:
        """Forget positions that came before a moment, whosever they are; give how many."""
        return self._connection.execute(delete(_FIX).where(_FIX.c.received_at < before)).rowcount

    def _forget_oldest(self, sender_id: int, most: int) -> None:
        own = _FIX.c.sender_id == sender_id
        count = self._connection.execute(select(func.count()).where(own)).scalar_one()
        if count > most:
            oldest = select(_FIX.c.id).where(own).order_by(_FIX.c.at_ms).limit(count - most)
            self._connection.execute(delete(_FIX).where(_FIX.c.id.in_(oldest)))


def _open(condition: ColumnElement[bool]) -> Select[Any]:
    return (
        select(_SENDER)
        .join(_PERSON, _PERSON.c.id == _SENDER.c.person_id)
        .where(condition, _SENDER.c.ended_at.is_(None), _PERSON.c.closed_at.is_(None))
    )


def _as_sender(row: Mapping[Any, Any]) -> Sender:
    return Sender(
        id=row["id"],
        person_id=row["person_id"],
        app=App(row["app"]),
        mode=row["mode"],
        made_at=row["made_at"],
        last_at=row["last_at"],
    )
