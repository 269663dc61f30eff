"""Questions about trips that a person answers."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, func, insert, select, update

from muvengine.core.trips.review import Review, ReviewKind, ReviewState
from muvengine.store.tables import metadata

_TRIP: Final = metadata.tables["trip"]
_REVIEW: Final = metadata.tables["trip_review"]
_ASKED_BY_OWNER: Final = "contest"


class ReviewStore:
    """Open and answer reviews inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def open(
        self,
        trip_id: int,
        kind: ReviewKind,
        *,
        now: datetime,
        message: str = "",
        by: int | None = None,
    ) -> None:
        """Ask a person to look."""
        self._connection.execute(
            insert(_REVIEW),
            {
                "trip_id": trip_id,
                "kind": str(kind),
                "state": str(ReviewState.OPEN),
                "message": message,
                "opened_at": now,
                "opened_by": by,
                "answer": "",
            },
        )

    def close(
        self, trip_id: int, state: ReviewState, *, now: datetime, answer: str, by: int | None
    ) -> int:
        """Answer every open question about a trip; give how many there were."""
        result = self._connection.execute(
            update(_REVIEW)
            .where(_REVIEW.c.trip_id == trip_id, _REVIEW.c.state == str(ReviewState.OPEN))
            .values(state=str(state), answered_at=now, answered_by=by, answer=answer)
        )
        return result.rowcount

    def of_trip(self, trip_id: int) -> list[Review]:
        """List a trip's reviews, the latest first."""
        query = select(_REVIEW).where(_REVIEW.c.trip_id == trip_id)
        rows = self._connection.execute(query.order_by(_REVIEW.c.id.desc())).mappings()
        return [_review(row) for row in rows]

    def waiting(self, *, after: int, most: int) -> list[Review]:
        """List open reviews, the longest waiting first.

        Args:
            after: number of the last review of the page before, 0 for the first page.
            most: rows at most.
        """
        query = (
            select(_REVIEW)
            .where(_REVIEW.c.state == str(ReviewState.OPEN), _REVIEW.c.id > after)
            .order_by(_REVIEW.c.id)
            .limit(most)
        )
        return [_review(row) for row in self._connection.execute(query).mappings()]

    def open_of(self, person_id: int) -> list[int]:
        """List the numbers of a person's trips that wait for an answer."""
        query = (
            select(_REVIEW.c.trip_id)
            .join(_TRIP, _TRIP.c.id == _REVIEW.c.trip_id)
            .where(_TRIP.c.person_id == person_id, _REVIEW.c.state == str(ReviewState.OPEN))
        )
        return list(self._connection.execute(query).scalars())

    def count_waiting(self, *, opened_before: datetime | None = None) -> int:
        """Count open reviews, all of them or those opened before a moment."""
        query = select(func.count()).where(_REVIEW.c.state == str(ReviewState.OPEN))
        if opened_before is not None:
            query = query.where(_REVIEW.c.opened_at < opened_before)
        return int(self._connection.execute(query).scalar_one())

    def release(self, trip_id: int, *, now: datetime) -> bool:
        """Open the trace to whoever answers; False where nothing is asked."""
        result = self._connection.execute(
            update(_REVIEW)
            .where(_REVIEW.c.trip_id == trip_id, _REVIEW.c.state == str(ReviewState.OPEN))
            .values(released_at=now)
        )
        return result.rowcount > 0

    def trace_open(self, trip_id: int) -> bool:
        """Tell whether the reviewer may see the trace: its owner contests or releases it."""
        query = select(_REVIEW.c.id).where(
            _REVIEW.c.trip_id == trip_id,
            (_REVIEW.c.kind == _ASKED_BY_OWNER) | _REVIEW.c.released_at.is_not(None),
            _REVIEW.c.state == str(ReviewState.OPEN),
        )
        return self._connection.execute(query.limit(1)).first() is not None


def _review(row: RowMapping) -> Review:
    values: dict[str, Any] = {name: row[name] for name in Review.__slots__}
    values["kind"] = ReviewKind(values["kind"])
    values["state"] = ReviewState(values["state"])
    return Review(**values)
