"""Trips that wait for a person, the longest waiting first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Final

from muvengine.core.trips.review import Review, late_before
from muvengine.core.trips.trip import Trip
from muvengine.store.unit_of_work import UnitOfWork

MOST: Final = 20


@dataclass(frozen=True, slots=True)
class Waiting:
    """One question; the trip's figures are there, its places are not.

    Attributes:
        review: what is asked.
        trip: about which.
        trace_open: its owner asks for a person or released the map, and the trace is kept.
    """

    review: Review
    trip: Trip
    trace_open: bool


@dataclass(frozen=True, slots=True)
class Queue:
    """A part of the queue; ``next_cursor`` is None on the last page."""

    items: tuple[Waiting, ...]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """How many questions wait, and how many of them longer than promised."""

    waiting: int
    late: int


def queue_counts(open_reading: Callable[[], UnitOfWork], today: date) -> QueueCounts:
    """Count open questions.

    Args:
        open_reading: starts a reading transaction.
        today: on the town's calendar.
    """
    with open_reading() as uow:
        begin = datetime.combine(late_before(today), time(), uow.programme.get().zone)
        return QueueCounts(
            waiting=uow.reviews.count_waiting(),
            late=uow.reviews.count_waiting(opened_before=begin.astimezone(UTC)),
        )


def review_queue(
    open_reading: Callable[[], UnitOfWork], *, cursor: str | None = None, most: int = MOST
) -> Queue:
    """List open questions.

    Args:
        open_reading: starts a reading transaction.
        cursor: of the page before; a strange one starts anew.
        most: on one page.
    """
    after = int(cursor) if cursor and cursor.isdecimal() and len(cursor) < 19 else 0  # noqa: PLR2004  a row number
    with open_reading() as uow:
        found = uow.reviews.waiting(after=after, most=most + 1)
        items = tuple(_waiting(uow, review) for review in found[:most])
    more = len(found) > most
    return Queue(items, str(items[-1].review.id) if more else None)


def _waiting(uow: UnitOfWork, review: Review) -> Waiting:
    return Waiting(
        review=review,
        trip=uow.trips.numbered(review.trip_id),
        trace_open=review.trace_open and uow.traces.sealed(review.trip_id) is not None,
    )
