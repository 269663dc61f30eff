"""Codes of drivers and seats of passengers."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, and_, insert, or_, select, update

from muvengine.core.trips.carpool import Code, Ride, Seat, SeatState
from muvengine.store.insert_once import insert_once
from muvengine.store.tables import metadata

_CODE: Final = metadata.tables["carpool_code"]
_SEAT: Final = metadata.tables["carpool_seat"]
_TRIP: Final = metadata.tables["trip"]
_SEATS: Final = select(_SEAT, _CODE.c.driver_id, _CODE.c.by_slip).join(
    _CODE, _CODE.c.id == _SEAT.c.code_id
)


class CarpoolStore:
    """Find, keep and settle shared rides inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_code(
        self, driver_id: int, code: str, sha256: str, span: tuple[datetime, datetime]
    ) -> None:
        """Keep a driver's code, good for a span of time; earlier ones of theirs end."""
        made_at, good_until = span
        self._connection.execute(
            update(_CODE)
            .where(_CODE.c.driver_id == driver_id, _CODE.c.closed_at.is_(None))
            .values(closed_at=made_at, code="")
        )
        values = {
            "driver_id": driver_id,
            "code": code,
            "code_sha256": sha256,
            "made_at": made_at,
            "good_until": good_until,
            "by_slip": False,
        }
        self._connection.execute(insert(_CODE), values)

    def open_code(self, now: datetime, *, sha256: str = "", driver_id: int = 0) -> Code | None:
        """Find a code that is good now, by itself or by its driver."""
        by = _CODE.c.code_sha256 == sha256 if sha256 else _CODE.c.driver_id == driver_id
        query = select(_CODE).where(by, _CODE.c.closed_at.is_(None), _CODE.c.good_until > now)
        row = (
            self._connection.execute(query.order_by(_CODE.c.id.desc()).limit(1)).mappings().first()
        )
        return None if row is None else Code(**{name: row[name] for name in Code.__slots__})

    def add_slip(self, ride: Ride, sha256: str, *, now: datetime, by: int | None) -> None:
        """Keep what a mediator read on paper: a seat of a code that nobody shows."""
        values = {
            "driver_id": ride.driver_id,
            "code": "",
            "code_sha256": sha256,
            "made_at": now,
            "good_until": now,
            "closed_at": now,
            "by_slip": True,
            "made_by": by,
        }
        code_id = self._connection.execute(
            insert(_CODE).values(**values).returning(_CODE.c.id)
        ).scalar_one()
        self.take_seat(int(code_id), ride.passenger_id, ride.about)

    def slips_by(self, helper_id: int, since: datetime) -> int:
        """Count the slips that a mediator wrote down since then."""
        query = select(_CODE.c.id).where(
            _CODE.c.by_slip, _CODE.c.made_by == helper_id, _CODE.c.made_at >= since
        )
        return len(self._connection.execute(query).all())

    def slips_of_pair(self, one: int, other: int, about: datetime) -> int:
        """Count the slips of two people, whoever drove, for one moment."""
        found = self._seats(
            or_(_drove(one, other), _drove(other, one)),
            _CODE.c.by_slip,
            _SEAT.c.joined_at == about,
        )
        return len(found)

    def seats_of_code(self, code_id: int) -> int:
        """Count the seats that are taken."""
        query = select(_SEAT.c.id).where(_SEAT.c.code_id == code_id)
        return len(self._connection.execute(query).all())

    def take_seat(self, code_id: int, passenger_id: int, now: datetime) -> bool:
        """Keep a passenger of a code; False where they sit there already."""
        values: dict[str, Any] = {
            "code_id": code_id,
            "passenger_id": passenger_id,
            "joined_at": now,
            "state": str(SeatState.WAITING),
        }
        return insert_once(self._connection, _SEAT, values, returning=_SEAT.c.id) is not None

    def waiting_of(self, person_id: int, first: datetime, last: datetime) -> list[Seat]:
        """List seats of a person, driving or not, that wait and were taken in a span.

        Those that ended without a second trip wait still, for a mediator who sends it late.
        They are locked: of two trips that arrive at once, the second finds the first.
        """
        query = _SEATS.where(
            or_(_CODE.c.driver_id == person_id, _SEAT.c.passenger_id == person_id),
            or_(
                _SEAT.c.state == str(SeatState.WAITING),
                and_(_SEAT.c.state == str(SeatState.LAPSED), _SEAT.c.driver_trip_id.is_(None)),
            ),
            _SEAT.c.joined_at.between(first, last),
        )
        locked = query.order_by(_SEAT.c.id).with_for_update(of=_SEAT)
        return [_seat(row) for row in self._connection.execute(locked).mappings()]

    def of_person(self, person_id: int, since: datetime) -> list[Seat]:
        """List a person's seats since then, the latest first."""
        mine = or_(_CODE.c.driver_id == person_id, _SEAT.c.passenger_id == person_id)
        return self._seats(mine, _SEAT.c.joined_at >= since)[::-1]

    def of_trip(self, trip_id: int) -> list[Seat]:
        """List the seats that a trip was compared for, however they ended."""
        return self._seats(
            or_(_SEAT.c.driver_trip_id == trip_id, _SEAT.c.passenger_trip_id == trip_id)
        )

    def together_with(self, trip_id: int) -> list[Seat]:
        """List the seats that prove a trip."""
        return [seat for seat in self.of_trip(trip_id) if seat.state is SeatState.TOGETHER]

    def passengers_of(self, trip_id: int) -> int:
        """Count the passengers found in the car of a driver's trip."""
        found = self._seats(
            _SEAT.c.driver_trip_id == trip_id, _SEAT.c.state == str(SeatState.TOGETHER)
        )
        return len(found)

    def together_on(self, seat: Seat, span: timedelta, now: datetime) -> int:
        """Count how often the same two were found together around a moment."""
        one, other = seat.driver_id, seat.passenger_id
        found = self._seats(
            or_(_drove(one, other), _drove(other, one)),
            _SEAT.c.state == str(SeatState.TOGETHER),
            _SEAT.c.joined_at.between(now - span, now + span),
        )
        return len(found)

    def trips_meeting(self, person_id: int, first: datetime, last: datetime) -> list[str]:
        """List public ids of a person's standing trips that touch a span."""
        query = select(_TRIP.c.public_id).where(
            _TRIP.c.person_id == person_id,
            _TRIP.c.start_at < last,
            _TRIP.c.end_at > first,
            _TRIP.c.withdrawn_at.is_(None),
        )
        return list(self._connection.execute(query.order_by(_TRIP.c.id)).scalars())

    def settle(
        self, seat: Seat, state: SeatState, trips: tuple[int, int] | None, now: datetime
    ) -> None:
        """Write down how a seat ended, or that it waits again; trips are driver's, passenger's."""
        driver, passenger = trips or (None, None)
        self._connection.execute(
            update(_SEAT)
            .where(_SEAT.c.id == seat.id)
            .values(
                state=str(state),
                driver_trip_id=driver,
                passenger_trip_id=passenger,
                settled_at=None if state is SeatState.WAITING else now,
            )
        )

    def forget_codes(self, now: datetime) -> None:
        """Forget codes that are over."""
        self._connection.execute(
            update(_CODE)
            .where(_CODE.c.good_until < now, _CODE.c.closed_at.is_(None))
            .values(closed_at=now, code="")
        )

    def waited_since(self, before: datetime, *, most: int) -> list[Seat]:
        """List seats that have waited since before a moment, the longest first."""
        found = self._seats(_SEAT.c.state == str(SeatState.WAITING), _SEAT.c.joined_at < before)
        return found[:most]

    def lapse(self, seat: Seat, now: datetime) -> bool:
        """End a seat that waited too long; False where it was settled meanwhile."""
        ended = self._connection.execute(
            update(_SEAT)
            .where(_SEAT.c.id == seat.id, _SEAT.c.state == str(SeatState.WAITING))
            .values(state=str(SeatState.LAPSED), settled_at=now)
        )
        return ended.rowcount == 1

    def _seats(self, *conditions: Any) -> list[Seat]:  # noqa: ANN401  what SQLAlchemy calls a clause
        rows = self._connection.execute(_SEATS.where(*conditions).order_by(_SEAT.c.id)).mappings()
        return [_seat(row) for row in rows]


def _drove(driver_id: int, passenger_id: int) -> Any:  # noqa: ANN401  a clause
    return and_(_CODE.c.driver_id == driver_id, _SEAT.c.passenger_id == passenger_id)


def _seat(row: RowMapping) -> Seat:
    values: dict[str, Any] = {name: row[name] for name in Seat.__slots__}
    return Seat(**(values | {"state": SeatState(values["state"])}))
