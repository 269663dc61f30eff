"""A person's trips, the latest first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from muvengine.core.errors import NotFound
from muvengine.core.trips.trip import Trip
from muvengine.store.unit_of_work import UnitOfWork

MOST: Final = 20


@dataclass(frozen=True, slots=True)
class TripPage:
    """A part of a list.

    Attributes:
        items: the latest start first.
        next_cursor: gives the next page; None on the last.
    """

    items: tuple[Trip, ...]
    next_cursor: str | None


def trips(
    open_reading: Callable[[], UnitOfWork],
    person_id: int,
    *,
    cursor: str | None = None,
    most: int = MOST,
) -> TripPage:
    """List trips, taken-back ones too.

    Args:
        open_reading: starts a reading transaction.
        person_id: whose; the caller has made sure that they may be seen.
        cursor: of the page before.
        most: on one page.

    Raises:
        NotFound: a cursor that we never gave.
    """
    before = None if cursor is None else _read(cursor)
    with open_reading() as uow:
        found = uow.trips.page(person_id, before=before, most=most + 1)
    items = tuple(found[:most])
    more = len(found) > most
    return TripPage(items, _cursor(items[-1]) if more else None)


def _cursor(trip: Trip) -> str:
    return f"{round(trip.start_at.timestamp() * 1000)}-{trip.id}"


def _read(cursor: str) -> tuple[datetime, int]:
    start_ms, _, trip_id = cursor.partition("-")
    if not (start_ms.isdecimal() and trip_id.isdecimal() and len(cursor) < 40):  # noqa: PLR2004  two row numbers are shorter
        raise NotFound(kind="page")
    return datetime.fromtimestamp(int(start_ms) / 1000, UTC), int(trip_id)
