"""How many people, trips, vouchers and questions there are: counts, never anybody's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, Connection, Table, func, select

from muvengine.core.people.actor import Role
from muvengine.core.trips.review import ReviewState
from muvengine.core.vouchers.voucher import USABLE
from muvengine.store.tables import metadata

_person: Final = metadata.tables["person"]
_trip: Final = metadata.tables["trip"]
_review: Final = metadata.tables["trip_review"]
_voucher: Final = metadata.tables["voucher"]


@dataclass(frozen=True, slots=True)
class TownFigures:
    """Counts of a stretch of days, and of what stands open now.

    Attributes:
        participants: enrolled and not gone.
        trips: of these days by outcome; those taken back are left out.
        distance_m: of the trips that are confirmed or doubtful.
        trips_waiting: trips about which somebody asks.
        vouchers_out: bought, neither used up nor ended.
    """

    participants: int
    trips: Mapping[str, int]
    distance_m: int
    trips_waiting: int
    vouchers_out: int


def town_figures(connection: Connection, first_day: date, last_day: date) -> TownFigures:
    """Count; ``first_day`` and ``last_day`` are local and both included."""
    rows = connection.execute(
        select(_trip.c.outcome, func.count(), func.sum(_trip.c.distance_m))
        .where(_trip.c.local_day.between(first_day, last_day), _trip.c.withdrawn_at.is_(None))
        .group_by(_trip.c.outcome)
    ).all()
    waiting = select(func.count(_review.c.trip_id.distinct())).where(
        _review.c.state == str(ReviewState.OPEN)
    )
    return TownFigures(
        participants=_count(
            connection,
            _person,
            (_person.c.role == Role.PARTICIPANT) & _person.c.closed_at.is_(None),
        ),
        trips={outcome: trips for outcome, trips, _ in rows},
        distance_m=sum(int(metres) for outcome, _, metres in rows if outcome != "refused"),
        trips_waiting=int(connection.execute(waiting).scalar_one()),
        vouchers_out=_count(connection, _voucher, _voucher.c.state.in_(USABLE)),
    )


def _count(connection: Connection, table: Table, condition: ColumnElement[bool]) -> int:
    query = select(func.count()).select_from(table).where(condition)
    return int(connection.execute(query).scalar_one())
