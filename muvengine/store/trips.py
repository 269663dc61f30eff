"""Trips at rest."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Select, Table, and_, bindparam, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from muvengine.core.errors import Duplicate, NotFound
from muvengine.core.trips.trip import Trip
from muvengine.store.prepared import Prepared
from muvengine.store.tables import metadata
from muvengine.store.trip_rows import trip_of, values_of

_TRIP: Final = metadata.tables["trip"]
_PERSON: Final = metadata.tables["person"]
_RAW: Final = metadata.tables["raw_trace"]
_DAY_NOTE: Final = metadata.tables["day_note"]
_DAY_WEATHER: Final = metadata.tables["day_weather"]

# Two trips of one person may touch by so much: recorders stop late and start early.
TOUCH_MAX: Final = timedelta(seconds=60)
# No trip is longer, so that an older start cannot reach into a new one.
TRIP_MAX: Final = timedelta(hours=24)
# The longest local day: clocks go back.
DAY_MAX: Final = timedelta(hours=25)

# A copy that lost its beginning is a little shorter.
ALIKE: Final = 0.1

# Statements are built once: building one costs more than running it.
_OWNER: Final = Prepared(
    select(_PERSON.c.segments, _PERSON.c.public_id, _PERSON.c.traces_off_at)
    .where(_PERSON.c.id == bindparam("person_id"), _PERSON.c.closed_at.is_(None))
    .with_for_update()
)


def _first_trip(*conditions: Any) -> Any:  # noqa: ANN401  what SQLAlchemy calls a clause
    return select(_TRIP.c.id).where(*conditions).limit(1).scalar_subquery()


def _weather_in(table: Table) -> Any:  # noqa: ANN401  what SQLAlchemy calls a clause
    return select(table.c.weather).where(table.c.day == bindparam("local_day")).scalar_subquery()


_MET: Final = Prepared(
    select(
        _first_trip(_TRIP.c.fixes_sha256 == bindparam("fixes_sha256")).label("duplicate"),
        _first_trip(
            _TRIP.c.person_id == bindparam("person_id"),
            _TRIP.c.start_at < bindparam("end_less"),
            _TRIP.c.start_at > bindparam("start_long_before"),
            _TRIP.c.end_at > bindparam("start_more"),
            # A paper diary tells days and no hours: what it told is in nobody's way.
            _TRIP.c.end_at > _TRIP.c.start_at,
            _TRIP.c.withdrawn_at.is_(None),
        ).label("overlap"),
        _first_trip(_TRIP.c.shape_sha256 == bindparam("shape_sha256")).label("same_shape"),
        func.coalesce(_weather_in(_DAY_NOTE), _weather_in(_DAY_WEATHER)).label("weather"),
    )
)
_ONE_TRACE: Final = [_TRIP.c.fixes_sha256]
# Of two people who send one file at once, the second finds it only here.
_ADD: Final = Prepared(
    {
        "sqlite": sqlite.insert(_TRIP)
        .on_conflict_do_nothing(index_elements=_ONE_TRACE)
        .returning(_TRIP.c.id),
        "postgresql": postgresql.insert(_TRIP)
        .on_conflict_do_nothing(index_elements=_ONE_TRACE)
        .returning(_TRIP.c.id),
    }
)
_BY_PUBLIC_ID: Final = Prepared(select(_TRIP).where(_TRIP.c.public_id == bindparam("public_id")))


@dataclass(frozen=True, slots=True)
class Owner:
    """What a score needs to know of a person: the public groups they belong to.

    Attributes:
        segments: see ``Person``.
        trace_kept: whether their traces are kept for a few days; else they go once scored.
    """

    segments: tuple[str, ...]
    trace_kept: bool = True


@dataclass(frozen=True, slots=True)
class Met:
    """What a new trip meets in the database.

    Attributes:
        duplicate: a trip with the same fixes.
        overlap: a trip of the same person at the same time.
        same_shape: a trip along the very same positions at another time.
        weather: what the organiser noted of the day, else what was measured.
    """

    duplicate: int | None
    overlap: int | None
    same_shape: int | None
    weather: str | None


class TripStore:
    """Find and keep trips inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def lock_owner(self, person_id: int) -> Owner:
        """Wait for other trips of this person, so that their counters hold still.

        Raises:
            NotFound: nobody, or their account is closed.
        """
        row = _OWNER.first(self._connection, {"person_id": person_id})
        if row is None:
            raise NotFound(kind="person")
        return Owner(tuple(row.segments), trace_kept=row.traces_off_at is None)

    def lock_owners(self, people: Collection[int]) -> set[int]:
        """Wait for the trips of many people at once; give those whose account is open."""
        query = (
            select(_PERSON.c.id)
            .where(_PERSON.c.id.in_(people), _PERSON.c.closed_at.is_(None))
            # One order for everybody: two hands must not wait for each other.
            .order_by(_PERSON.c.id)
            .with_for_update()
        )
        return set(self._connection.execute(query).scalars())

    def meet(self, trip: Trip) -> Met:
        """Look for what stands in the way of a new trip; call ``lock_owner`` before.

        A second statement on purpose: on PostgreSQL one that waits for a lock goes on
        with what it saw before it waited.
        """
        row = _MET.one(
            self._connection,
            {
                "fixes_sha256": trip.fixes_sha256,
                "shape_sha256": trip.shape_sha256,
                "person_id": trip.person_id,
                "end_less": trip.end_at - TOUCH_MAX,
                "start_more": trip.start_at + TOUCH_MAX,
                "start_long_before": trip.start_at - TRIP_MAX,
                "local_day": trip.local_day,
            },
        )
        return Met(row.duplicate, row.overlap, row.same_shape, row.weather)

    def add(self, trip: Trip) -> int:
        """Keep a new trip and give its number.

        Raises:
            Duplicate: the same fixes are kept already.
        """
        trip_id = _ADD.scalar(self._connection, values_of(trip))
        if trip_id is None:
            raise Duplicate
        return int(trip_id)

    def get(self, public_id: str) -> Trip:
        """Find a trip by its public id.

        Raises:
            NotFound: no such trip.
        """
        row = _BY_PUBLIC_ID.first(self._connection, {"public_id": public_id})
        if row is None:
            raise NotFound(kind="trip")
        return trip_of(row)

    def has_fixes(self, fixes_sha256: str) -> bool:
        """Tell whether somebody's trip is made of these very fixes."""
        query = select(_TRIP.c.id).where(_TRIP.c.fixes_sha256 == fixes_sha256).limit(1)
        return self._connection.execute(query).first() is not None

    def locked(self, public_id: str) -> Trip:
        """Find a trip and lock its owner, so that nobody else changes it meanwhile.

        Raises:
            NotFound: no such trip, or its owner's account is closed.
        """
        self.lock_owner(self.get(public_id).person_id)
        return self.get(public_id)

    def numbered(self, trip_id: int) -> Trip:
        """Find a trip by its number, which another row names."""
        found = self._first(select(_TRIP).where(_TRIP.c.id == trip_id))
        assert found is not None
        return found

    def page(self, person_id: int, *, before: tuple[datetime, int] | None, most: int) -> list[Trip]:
        """List a person's trips, the latest start first.

        Args:
            person_id: whose.
            before: start and number of the last trip of the page before.
            most: rows at most.
        """
        query = select(_TRIP).where(_TRIP.c.person_id == person_id)
        if before is not None:
            start_at, trip_id = before
            query = query.where(
                (_TRIP.c.start_at < start_at)
                | and_(_TRIP.c.start_at == start_at, _TRIP.c.id < trip_id)
            )
        query = query.order_by(_TRIP.c.start_at.desc(), _TRIP.c.id.desc()).limit(most)
        return [trip_of(row) for row in self._connection.execute(query)]

    def beside(self, trip: Trip) -> list[Trip]:
        """List the other trips of its owner on its day that stand, the latest first."""
        query = select(_TRIP).where(
            _TRIP.c.person_id == trip.person_id,
            _TRIP.c.start_at.between(trip.start_at - DAY_MAX, trip.start_at + DAY_MAX),
            _TRIP.c.local_day == trip.local_day,
            _TRIP.c.id != trip.id,
            _TRIP.c.withdrawn_at.is_(None),
        )
        rows = self._connection.execute(query.order_by(_TRIP.c.id.desc()))
        return [trip_of(row) for row in rows]

    def latest(self, *, most: int) -> list[Trip]:
        """List trips of anybody that stand and were not refused, the one sent last first."""
        query = (
            select(_TRIP)
            .where(_TRIP.c.outcome != "refused", _TRIP.c.withdrawn_at.is_(None))
            .order_by(_TRIP.c.id.desc())
            .limit(most)
        )
        return [trip_of(row) for row in self._connection.execute(query)]

    def with_trace_since(self, moment: datetime, *, most: int) -> list[Trip]:
        """List trips sent since then that stand and whose traces are kept, the latest first."""
        query = (
            select(_TRIP)
            .join(_RAW, _RAW.c.trip_id == _TRIP.c.id)
            .where(
                _TRIP.c.created_at >= moment,
                _TRIP.c.outcome != "refused",
                _TRIP.c.withdrawn_at.is_(None),
            )
            .order_by(_TRIP.c.id.desc())
            .limit(most)
        )
        return [trip_of(row) for row in self._connection.execute(query)]

    def alike_before(self, trip: Trip, *, most: int = 40) -> list[Trip]:
        """List earlier trips of anybody at another time, as long and as far within a tenth.

        Only those whose traces are kept; the latest first.
        """
        near = [
            column.between(round(value * (1 - ALIKE)), round(value * (1 + ALIKE)))
            for column, value in (
                (_TRIP.c.distance_m, trip.distance_m),
                (_TRIP.c.duration_s, trip.duration_s),
            )
        ]
        query = (
            select(_TRIP)
            .join(_RAW, _RAW.c.trip_id == _TRIP.c.id)
            .where(
                _TRIP.c.id < trip.id,
                (_TRIP.c.end_at < trip.start_at) | (_TRIP.c.start_at > trip.end_at),
                *near,
            )
            .order_by(_TRIP.c.id.desc())
            .limit(most)
        )
        return [trip_of(row) for row in self._connection.execute(query)]

    def save(self, old: Trip, new: Trip) -> None:
        """Swap ``old`` for ``new``; the owner's lock makes sure that nobody else does.

        Its public id, owner and fingerprints never change.
        """
        assert old.id == new.id
        values = values_of(new)
        before = values_of(old)
        changed = {name: value for name, value in values.items() if before[name] != value}
        if changed:
            self._connection.execute(update(_TRIP).where(_TRIP.c.id == old.id).values(changed))

    def _first(self, query: Select[Any]) -> Trip | None:
        row = self._connection.execute(query).first()
        return None if row is None else trip_of(row)
