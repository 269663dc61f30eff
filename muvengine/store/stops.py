"""Signs at stops, and who read them when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    Connection,
    Row,
    RowMapping,
    and_,
    bindparam,
    delete,
    insert,
    or_,
    select,
    update,
)

from muvengine.core.trips.stops import Scan, Stop
from muvengine.store.prepared import Prepared
from muvengine.store.tables import metadata

_SIGN: Final = metadata.tables["stop_sign"]
_SCAN: Final = metadata.tables["stop_scan"]
_SHOP: Final = metadata.tables["shop"]

# Asked with every upload; hardly any has a scan.
_WAITING: Final = Prepared(
    select(_SCAN)
    .where(
        _SCAN.c.person_id == bindparam("person_id"),
        _SCAN.c.scanned_at.between(bindparam("first"), bindparam("last")),
        _SCAN.c.trip_id.is_(None),
    )
    .order_by(_SCAN.c.id)
    .limit(50)
)


@dataclass(frozen=True, slots=True)
class Sign:
    """What hangs at a stop.

    Attributes:
        id: the row's number.
        stop: key of the shop.
        token: in the square's address.
        code: as people type it.
        made_at: when.
        revoked_at: from when it says nothing; None while it is good.
    """

    id: int
    stop: str
    token: str
    code: str
    made_at: datetime
    revoked_at: datetime | None = None


class StopStore:
    """Make and find signs, keep and count scans inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_sign(self, stop: str, token: str, code: str, *, now: datetime, by: int | None) -> None:
        """Keep a new sign of a stop; call ``revoke`` before."""
        values = {"stop": stop, "token": token, "code": code, "made_at": now, "made_by": by}
        self._connection.execute(insert(_SIGN), values)

    def revoke(self, stop: str, now: datetime) -> int:
        """End the signs of a stop; give how many there were."""
        return self._connection.execute(
            update(_SIGN)
            .where(_SIGN.c.stop == stop, _SIGN.c.revoked_at.is_(None))
            .values(revoked_at=now)
        ).rowcount

    def sign_of(self, stop: str) -> Sign | None:
        """Give the sign that hangs at a stop now."""
        query = select(_SIGN).where(_SIGN.c.stop == stop, _SIGN.c.revoked_at.is_(None))
        row = self._connection.execute(query.order_by(_SIGN.c.id.desc())).mappings().first()
        return None if row is None else _sign(row)

    def find_sign(self, *, token: str = "", code: str = "") -> Sign | None:
        """Find a sign by what somebody read off it, good or not."""
        by = _SIGN.c.token == token if token else _SIGN.c.code == code
        row = self._connection.execute(select(_SIGN).where(by)).mappings().first()
        return None if row is None else _sign(row)

    def add_scan(self, person_id: int, stop: str, *, now: datetime, by: int | None) -> Scan:
        """Keep a scan."""
        values = {"person_id": person_id, "stop": stop, "scanned_at": now, "scanned_by": by}
        number = self._connection.execute(
            insert(_SCAN).values(**values).returning(_SCAN.c.id)
        ).scalar_one()
        return Scan(int(number), stop, now)

    def scans_of(self, person_id: int, since: datetime, *, stop: str = "") -> list[Scan]:
        """List a person's scans since then, the latest first; of one stop where it is named."""
        query = select(_SCAN).where(_SCAN.c.person_id == person_id, _SCAN.c.scanned_at > since)
        if stop:
            query = query.where(_SCAN.c.stop == stop)
        rows = self._connection.execute(query.order_by(_SCAN.c.id.desc()).limit(50))
        return [_scan(row) for row in rows]

    def waiting(self, person_id: int, first: datetime, last: datetime) -> list[Scan]:
        """List a person's scans of a span that no trip counts, the first one first.

        Call ``TripStore.lock_owner`` before: only the owner's trips count them.
        """
        span = {"person_id": person_id, "first": first, "last": last}
        return [_scan(row) for row in _WAITING.all(self._connection, span)]

    def of_trip(self, trip_id: int) -> list[Scan]:
        """List the scans that a trip counts, the first one first."""
        query = select(_SCAN).where(_SCAN.c.trip_id == trip_id).order_by(_SCAN.c.id)
        return [_scan(row) for row in self._connection.execute(query)]

    def count_for(self, trip_id: int, scans: Iterable[int]) -> int:
        """Let a trip count scans that none counted before; give how many those were."""
        wanted = list(scans)
        if not wanted:
            return 0
        return self._connection.execute(
            update(_SCAN)
            .where(_SCAN.c.id.in_(wanted), _SCAN.c.trip_id.is_(None))
            .values(trip_id=trip_id)
        ).rowcount

    def release(self, trip_id: int) -> int:
        """Let the scans of a trip wait again; give how many there were."""
        return self._connection.execute(
            update(_SCAN).where(_SCAN.c.trip_id == trip_id).values(trip_id=None)
        ).rowcount

    def places(self, keys: Iterable[str]) -> dict[str, Stop]:
        """Give the stops of these keys, also of shops that left since."""
        query = select(_SHOP.c.key, _SHOP.c.name, _SHOP.c.lat, _SHOP.c.lon)
        rows = self._connection.execute(query.where(_SHOP.c.key.in_(set(keys))))
        return {row.key: Stop(row.key, row.name, row.lat, row.lon) for row in rows}

    def prune(self, waiting_before: datetime, counted_before: datetime) -> int:
        """Forget scans nobody will count any more, and old ones; give how many."""
        return self._connection.execute(
            delete(_SCAN).where(
                or_(
                    and_(_SCAN.c.trip_id.is_(None), _SCAN.c.scanned_at < waiting_before),
                    _SCAN.c.scanned_at < counted_before,
                )
            )
        ).rowcount


def _sign(row: RowMapping) -> Sign:
    return Sign(**{name: row[name] for name in Sign.__slots__})


def _scan(row: Row[Any]) -> Scan:
    values: dict[str, Any] = {name: getattr(row, name) for name in Scan.__slots__}
    return Scan(**values)
