"""Group outings and their members."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, Select, and_, delete, func, insert, select, update

from muvengine.core.errors import NotFound
from muvengine.core.trips.outing import Member, Outing, OutingState
from muvengine.store.insert_once import insert_once
from muvengine.store.tables import metadata

_OUTING: Final = metadata.tables["outing"]
_MEMBER: Final = metadata.tables["outing_member"]
_PERSON: Final = metadata.tables["person"]
_TRIP: Final = metadata.tables["trip"]


class OutingStore:
    """Find and change outings inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, outing: Outing) -> int:
        """Keep a new outing and give its number."""
        values = {name: getattr(outing, name) for name in Outing.__slots__ if name != "id"}
        written = insert(_OUTING).values(**(values | {"state": str(outing.state)}))
        return int(self._connection.execute(written.returning(_OUTING.c.id)).scalar_one())

    def get(self, public_id: str) -> Outing:
        """Find an outing.

        Raises:
            NotFound: no such outing.
        """
        return self._one(select(_OUTING).where(_OUTING.c.public_id == public_id))

    def locked(self, public_id: str) -> Outing:
        """Find an outing and keep others from changing it meanwhile.

        Raises:
            NotFound: no such outing.
        """
        wanted = select(_OUTING).where(_OUTING.c.public_id == public_id)
        return self._one(wanted.with_for_update())

    def latest(self, helper_id: int, *, most: int = 20) -> list[Outing]:
        """List a helper's outings, the latest first."""
        query = select(_OUTING).where(_OUTING.c.helper_id == helper_id)
        query = query.order_by(_OUTING.c.id.desc()).limit(most)
        return [_outing(row) for row in self._connection.execute(query).mappings()]

    def begun_since(self, helper_id: int, moment: datetime) -> int:
        """Count a helper's outings since then, without those that were given up."""
        query = select(func.count()).where(
            _OUTING.c.helper_id == helper_id,
            _OUTING.c.started_at >= moment,
            _OUTING.c.state != str(OutingState.DROPPED),
        )
        return int(self._connection.execute(query).scalar_one())

    def set_end(self, outing: Outing, ended_at: datetime | None) -> None:
        """Say from when cards are read for the end; None goes back to the start."""
        self._change(outing, ended_at=ended_at)

    def set_state(self, outing: Outing, state: OutingState) -> None:
        """Say that it was paid, or given up."""
        self._change(outing, state=str(state))

    def members(self, outing_id: int) -> tuple[Member, ...]:
        """List who is in, in the order in which they came."""
        query = (
            select(_MEMBER, _PERSON.c.public_id, _PERSON.c.name)
            .join(_PERSON, _PERSON.c.id == _MEMBER.c.person_id)
            .where(_MEMBER.c.outing_id == outing_id)
            .order_by(_MEMBER.c.seen_at_start, _MEMBER.c.person_id)
        )
        rows = self._connection.execute(query).mappings()
        return tuple(Member(**{name: row[name] for name in Member.__slots__}) for row in rows)

    def come_in(self, outing_id: int, person_id: int, now: datetime) -> bool:
        """Note somebody at the start; False where they are in already."""
        values = {"outing_id": outing_id, "person_id": person_id, "seen_at_start": now}
        one = _MEMBER.c.person_id
        return insert_once(self._connection, _MEMBER, values, returning=one) is not None

    def set_seen_at_end(self, outing_id: int, person_id: int, moment: datetime | None) -> None:
        """Note somebody at the end, or take that back."""
        self._connection.execute(
            update(_MEMBER).where(_is(outing_id, person_id)).values(seen_at_end=moment)
        )

    def leave(self, outing_id: int, person_id: int) -> None:
        """Take somebody off the list."""
        self._connection.execute(delete(_MEMBER).where(_is(outing_id, person_id)))

    def set_trip(self, outing_id: int, person_id: int, trip_id: int) -> None:
        """Say what became of somebody's way."""
        self._connection.execute(
            update(_MEMBER).where(_is(outing_id, person_id)).values(trip_id=trip_id)
        )

    def of_trip(self, trip_id: int) -> Outing | None:
        """Give the outing that a trip was made on."""
        query = select(_OUTING).join(_MEMBER, _MEMBER.c.outing_id == _OUTING.c.id)
        row = self._connection.execute(query.where(_MEMBER.c.trip_id == trip_id)).mappings().first()
        return None if row is None else _outing(row)

    def trips_beside(self, outing_id: int, start: datetime, end: datetime) -> frozenset[int]:
        """Give the numbers of all trips that members made at this time: they may look alike."""
        query = (
            select(_TRIP.c.id)
            .join(_MEMBER, _MEMBER.c.person_id == _TRIP.c.person_id)
            .where(_MEMBER.c.outing_id == outing_id, _TRIP.c.start_at < end, _TRIP.c.end_at > start)
        )
        return frozenset(self._connection.execute(query).scalars())

    def prints_elsewhere(self, exact: str, shape: str, beside: frozenset[int]) -> tuple[bool, bool]:
        """Tell whether other trips are made of these very fixes, and of this line on any day."""
        others = _TRIP.c.id.not_in(beside)
        found = [
            self._connection.execute(select(_TRIP.c.id).where(same, others).limit(1)).first()
            for same in (_TRIP.c.fixes_sha256 == exact, _TRIP.c.shape_sha256 == shape)
        ]
        return found[0] is not None, found[1] is not None

    def _change(self, outing: Outing, **columns: object) -> None:
        self._connection.execute(update(_OUTING).where(_OUTING.c.id == outing.id).values(**columns))

    def _one(self, query: Select[Any]) -> Outing:
        row = self._connection.execute(query).mappings().first()
        if row is None:
            raise NotFound(kind="outing")
        return _outing(row)


def _is(outing_id: int, person_id: int) -> Any:  # noqa: ANN401  what SQLAlchemy calls a clause
    return and_(_MEMBER.c.outing_id == outing_id, _MEMBER.c.person_id == person_id)


def _outing(row: RowMapping) -> Outing:
    values: dict[str, Any] = {name: row[name] for name in Outing.__slots__}
    return Outing(**(values | {"state": OutingState(values["state"])}))
