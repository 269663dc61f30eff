"""Trips that were kept, to try other rules on: nobody is told whose they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from muvengine.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class KeptTrip:
    """As little of a trip as is needed to choose it."""

    public_id: str
    day: date
    mode: str
    distance_m: int
    points: int


def latest_trips(open_reading: Callable[[], UnitOfWork], *, most: int) -> tuple[KeptTrip, ...]:
    """List trips that were not refused, the one sent last first."""
    with open_reading() as uow:
        found = uow.trips.latest(most=most)
    return tuple(
        KeptTrip(trip.public_id, trip.local_day, trip.mode, trip.distance_m, trip.points)
        for trip in found
    )
