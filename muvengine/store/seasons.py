"""Seasons and which of them pays for what."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, func, select, update

from muvengine.core.errors import NotFound
from muvengine.core.ledger.journal import Kind
from muvengine.core.ledger.season import Season
from muvengine.store.prepared import Prepared
from muvengine.store.tables import metadata

_season: Final = metadata.tables["season"]
_account: Final = metadata.tables["ledger_account"]
_journal: Final = metadata.tables["ledger_journal"]
_transfer: Final = metadata.tables["ledger_transfer"]
_trip: Final = metadata.tables["trip"]

_LATEST: Final = select(_season).order_by(_season.c.first_day.desc()).limit(1)
_OF_DAY: Final = Prepared(
    _LATEST.where(
        bindparam("day", type_=_season.c.first_day.type).between(
            _season.c.first_day, _season.c.last_day
        )
    )
)
_OF_TRIP: Final = Prepared(
    _LATEST.join(_trip, _trip.c.local_day.between(_season.c.first_day, _season.c.last_day)).where(
        _trip.c.id == bindparam("trip_id")
    )
)
_AFTER: Final = (
    select(_season)
    .where(
        _season.c.first_day > bindparam("day", type_=_season.c.first_day.type),
        _season.c.closed_at.is_(None),
    )
    .order_by(_season.c.first_day)
    .limit(1)
)
_HELD: Final = select(_account.c.balance).where(_account.c.code == bindparam("account"))
_PAYER: Final = (
    select(_season)
    .join(_account, (_account.c.owner_kind == "season") & (_account.c.owner_id == _season.c.id))
    .join(_transfer, _transfer.c.src_id == _account.c.id)
    .where(_transfer.c.journal_id == bindparam("journal_id"))
)


class SeasonStore:
    """Find and close seasons inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, key: str) -> Season:
        """Find a season by its name.

        Raises:
            NotFound: there is none.
        """
        row = self._connection.execute(select(_season).where(_season.c.key == key)).first()
        if row is None:
            raise NotFound(kind="season")
        return _as_season(row)

    def listed(self) -> tuple[Season, ...]:
        """List seasons, the latest first."""
        query = select(_season).order_by(_season.c.first_day.desc())
        return tuple(_as_season(row) for row in self._connection.execute(query))

    def on_day(self, day: date) -> Season | None:
        """Give the season that holds a local day; of two the later one."""
        row = _OF_DAY.first(self._connection, {"day": day})
        return None if row is None else _as_season(row)

    def following(self, season: Season) -> Season | None:
        """Give the first open season after another; None where there is none."""
        row = self._connection.execute(_AFTER, {"day": season.last_day}).first()
        return None if row is None else _as_season(row)

    def paying_day(self, day: date, points: int) -> Season | None:
        """Give the season that pays for a trip of ``day``; None where no season has it."""
        return self._paying(_OF_DAY.first(self._connection, {"day": day}), points)

    def paying_trip(self, trip_id: int, points: int) -> Season | None:
        """Give the season that pays for a kept trip; None where no season has its day."""
        return self._paying(_OF_TRIP.first(self._connection, {"trip_id": trip_id}), points)

    def payer(self, journal_id: int) -> Season:
        """Give the season whose envelope paid an award."""
        return _as_season(self._connection.execute(_PAYER, {"journal_id": journal_id}).one())

    def closings(self, season: Season) -> int:
        """Count the moves that closings of a season have made."""
        query = select(func.count()).select_from(_journal)
        query = query.where(_journal.c.kind.in_((Kind.SEASON_CLOSE, Kind.SEASON_CARRY)))
        query = query.where(_journal.c.ref_kind == "season", _journal.c.ref_id == season.id)
        return int(self._connection.execute(query).scalar_one())

    def close(self, season: Season, *, now: datetime) -> None:
        """Note that a season gives no more; the first closing counts."""
        chosen = update(_season).where(_season.c.id == season.id, _season.c.closed_at.is_(None))
        self._connection.execute(chosen.values(closed_at=now))

    def _paying(self, row: Row[Any] | None, points: int) -> Season | None:
        """Give the season itself; after its closing the next one, unless enough came back."""
        if row is None:
            return None
        season = _as_season(row)
        if season.closed_at is None:
            return season
        held = self._connection.execute(_HELD, {"account": season.envelope.code}).scalar() or 0
        if held >= points:
            return season
        return self.following(season) or season


def _as_season(row: Row[Any]) -> Season:
    return Season(row.id, row.key, row.first_day, row.last_day, row.closed_at)
