"""Trips that were told on paper, at rest: days and modes, no hours."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, func, select

from muvengine.store.tables import metadata

_TRIP: Final = metadata.tables["trip"]
# A recording takes time; what a diary tells takes none.
_TOLD: Final = _TRIP.c.end_at == _TRIP.c.start_at
_RECORDED: Final = _TRIP.c.end_at > _TRIP.c.start_at


class DiaryStore:
    """Read what stands in diaries inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def told(self, person_id: int, first: date, last: date) -> dict[tuple[date, str], int]:
        """Count told trips by day and mode, both days included."""
        query = (
            select(_TRIP.c.local_day, _TRIP.c.mode, func.count())
            .where(*_mine(person_id, first, last), _TOLD)
            .group_by(_TRIP.c.local_day, _TRIP.c.mode)
        )
        rows = self._connection.execute(query)
        return {(day, mode): int(count) for day, mode, count in rows}

    def recorded(self, person_id: int, day: date, mode: str) -> bool:
        """Tell whether a recording of this day was sent in this mode."""
        query = select(_TRIP.c.id).where(
            *_mine(person_id, day, day), _RECORDED, _TRIP.c.mode == mode
        )
        return self._connection.execute(query.limit(1)).first() is not None


def _mine(person_id: int, first: date, last: date) -> tuple[Any, ...]:
    days = _TRIP.c.local_day.between(first, last)
    return (_TRIP.c.person_id == person_id, days, _TRIP.c.withdrawn_at.is_(None))
