"""A person's shared rides: the code they show, and how each seat ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from muvengine.core.trips.carpool import WAIT_MAX, Code, Seat
from muvengine.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class SharedRides:
    """What a person needs to share a car.

    Attributes:
        code: that they show now; None where they show none.
        seats: of the last days, the latest first, with the other one's name.
    """

    code: Code | None
    seats: tuple[tuple[Seat, str], ...]


def shared_rides(
    open_reading: Callable[[], UnitOfWork], person_id: int, now: datetime
) -> SharedRides:
    """Give the code a person shows, and with whom they ride: names only, never a trip."""
    with open_reading() as uow:
        seats = uow.carpools.of_person(person_id, now - WAIT_MAX)
        named = tuple((seat, uow.people.get(seat.partner_of(person_id)).name) for seat in seats)
        return SharedRides(uow.carpools.open_code(now, driver_id=person_id), named)
