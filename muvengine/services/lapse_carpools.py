"""End shared rides of which a second trip never came, and tell those who sent the first."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from muvengine.core.errors import NotFound
from muvengine.core.trips.carpool import WAIT_MAX, Seat
from muvengine.services.settle_carpool import say_alone
from muvengine.services.shelf import OpenUow

SEATS_AT_ONCE: Final = 500


def lapse_carpools(open_uow: OpenUow, *, now: datetime) -> int:
    """End what waited too long and forget old codes; give how many seats; safe to run twice."""
    with open_uow() as uow:
        uow.carpools.forget_codes(now)
        waited = uow.carpools.waited_since(now - WAIT_MAX, most=SEATS_AT_ONCE)
        uow.commit()
    return sum(_end(open_uow, seat, now) for seat in waited)


def _end(open_uow: OpenUow, seat: Seat, now: datetime) -> bool:
    with open_uow() as uow:
        for person_id in sorted((seat.driver_id, seat.passenger_id)):
            try:
                uow.trips.lock_owner(person_id)
            except NotFound:
                # Who has left sends nothing any more.
                continue
        ended = uow.carpools.lapse(seat, now)
        if ended:
            say_alone(uow, seat)
        uow.commit()
    return ended
