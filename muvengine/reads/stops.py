"""Signs at stops, and a person's scans."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from muvengine.core.errors import NotFound
from muvengine.core.people.actor import Actor
from muvengine.core.people.card import as_token
from muvengine.core.trips.sight import may_look
from muvengine.core.trips.stops import Stop
from muvengine.store.stops import Sign
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]

__all__ = [
    "Sign",
    "Visit",
    "name_on_sign",
    "sign_of",
    "stops_on_routes",
    "visits",
    "visits_of_trip",
]

LISTED: Final = timedelta(days=8)


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody read the sign of a shop.

    Attributes:
        shop: its name.
        at: when.
        counted: a trip counts it.
    """

    shop: str
    at: datetime
    counted: bool


def sign_of(open_reading: OpenReading, stop: str) -> Sign | None:
    """Give the sign that hangs at a shop now."""
    with open_reading() as uow:
        return uow.stops.sign_of(stop)


def name_on_sign(open_reading: OpenReading, said: str) -> str | None:
    """Give the name of the shop whose good sign has this token; None when no sign has."""
    token = as_token(said)
    if token is None:
        return None
    with open_reading() as uow:
        sign = uow.stops.find_sign(token=token)
        if sign is None or sign.revoked_at is not None:
            return None
        shop = uow.shops.get(key=sign.stop)
        return shop.name if shop.open else None


def stops_on_routes(open_reading: OpenReading) -> tuple[Stop, ...]:
    """List the stops of live routes that have two or more, by name."""
    with open_reading() as uow:
        keys = {key for one in uow.routes.live() if len(one.stops) > 1 for key in one.stops}
        return tuple(sorted(uow.stops.places(keys).values(), key=lambda stop: stop.name))


def visits(open_reading: OpenReading, person_id: int, now: datetime) -> tuple[Visit, ...]:
    """List a person's scans of the last days, the latest first."""
    with open_reading() as uow:
        scans = uow.stops.scans_of(person_id, now - LISTED)
        names = uow.stops.places(scan.stop for scan in scans)
        return tuple(
            Visit(names[scan.stop].name, scan.scanned_at, scan.trip_id is not None)
            for scan in scans
            if scan.stop in names
        )


def visits_of_trip(open_reading: OpenReading, public_id: str, actor: Actor) -> tuple[Visit, ...]:
    """List the scans that a trip counts, the first one first.

    Raises:
        NotFound: no such trip, or not theirs to see.
    """
    with open_reading() as uow:
        trip = uow.trips.get(public_id)
        if not may_look(trip, actor):
            raise NotFound(kind="trip")
        scans = uow.stops.of_trip(trip.id)
        names = uow.stops.places(scan.stop for scan in scans)
        return tuple(
            Visit(names[scan.stop].name, scan.scanned_at, counted=True)
            for scan in scans
            if scan.stop in names
        )
