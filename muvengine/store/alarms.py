"""Alarms at rest: each stands once for as long as its reason lasts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, select, tuple_, update

from muvengine.core.errors import NotFound, NotPossible
from muvengine.core.ledger.outlook import Level
from muvengine.store.insert_once import insert_once
from muvengine.store.tables import metadata

_alarm: Final = metadata.tables["alarm"]
_person: Final = metadata.tables["person"]


@dataclass(frozen=True, slots=True)
class Alarm:
    """An envelope is near its end.

    Attributes:
        id: the row's number.
        subject: ``season:2026`` or ``budget``.
        level: how near.
        facts: left, granted and last day, as they were.
        raised_at, ended_at: when its reason began and was gone; None while it lasts.
        owner: who looks after it; empty when nobody does.
        closed_at, closed_reason: when somebody answered it, and what.
    """

    id: int
    subject: str
    level: Level
    facts: Mapping[str, Any]
    raised_at: datetime
    ended_at: datetime | None
    owner: str
    closed_at: datetime | None
    closed_reason: str

    @property
    def stands(self) -> bool:
        """Tell whether somebody has still to answer it."""
        return self.ended_at is None and self.closed_at is None


class AlarmStore:
    """Raise, take and close alarms inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def raise_once(
        self, subject: str, level: Level, facts: Mapping[str, object], *, now: datetime
    ) -> bool:
        """Raise an alarm unless the same one stands or was answered while its reason lasts."""
        values = {
            "subject": subject,
            "level": level.value,
            "facts": dict(facts),
            "raised_at": now,
            "closed_reason": "",
        }
        raised = insert_once(self._connection, _alarm, values, returning=_alarm.c.id)
        return raised is not None

    def end_others(self, lasting: Collection[tuple[str, str]], *, now: datetime) -> int:
        """End alarms whose (subject, level) is not among ``lasting``; give how many."""
        query = update(_alarm).where(_alarm.c.ended_at.is_(None)).values(ended_at=now)
        if lasting:
            same = tuple_(_alarm.c.subject, _alarm.c.level).in_(list(lasting))
            query = query.where(~same)
        return self._connection.execute(query).rowcount

    def listed(self, *, count: int) -> tuple[Alarm, ...]:
        """Give those that stand first, then the latest others."""
        gone = _alarm.c.ended_at.is_not(None) | _alarm.c.closed_at.is_not(None)
        query = (
            select(_alarm, _person.c.name.label("owner"))
            .outerjoin(_person, _person.c.id == _alarm.c.owner_id)
            .order_by(gone, _alarm.c.id.desc())
            .limit(count)
        )
        return tuple(_as_alarm(row) for row in self._connection.execute(query))

    def take(self, alarm_id: int, *, by: int, now: datetime) -> None:
        """Write down who looks after an alarm; a second person may take it over.

        Raises:
            NotFound: no such alarm.
            NotPossible: it was answered, or its reason is gone.
        """
        self._change(alarm_id, owner_id=by, taken_at=now)

    def close(self, alarm_id: int, reason: str, *, by: int, now: datetime) -> None:
        """Keep the answer; the same alarm is not raised again while its reason lasts.

        Raises:
            NotFound: no such alarm.
            NotPossible: it was answered, or its reason is gone.
        """
        self._change(alarm_id, closed_at=now, closed_by=by, closed_reason=reason)

    def _change(self, alarm_id: int, **values: object) -> None:
        standing = _alarm.c.ended_at.is_(None) & _alarm.c.closed_at.is_(None)
        one = _alarm.c.id == alarm_id
        changed = self._connection.execute(update(_alarm).where(one, standing).values(**values))
        if changed.rowcount == 1:
            return
        if self._connection.execute(select(_alarm.c.id).where(one)).first() is None:
            raise NotFound(alarm=alarm_id)
        raise NotPossible(alarm=alarm_id)


def _as_alarm(row: Row[Any]) -> Alarm:
    return Alarm(
        id=row.id,
        subject=row.subject,
        level=Level(row.level),
        facts=row.facts,
        raised_at=row.raised_at,
        ended_at=row.ended_at,
        owner=row.owner or "",
        closed_at=row.closed_at,
        closed_reason=row.closed_reason,
    )
