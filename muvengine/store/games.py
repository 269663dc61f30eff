"""Published games at rest."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final, NamedTuple
from weakref import WeakKeyDictionary
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine, bindparam, insert, select, true

from muvengine.core.errors import NotFound
from muvengine.core.game.game import Game
from muvengine.core.game.version import Games, GameVersion
from muvengine.store.prepared import Prepared
from muvengine.store.tables import metadata

_VERSION: Final = metadata.tables["game_version"]
_PROGRAMME: Final = metadata.tables["programme"]
_BRIEF: Final = tuple(column for column in _VERSION.c if column.name != "source")
_LISTED: Final = Prepared(
    select(*_BRIEF, _PROGRAMME.c.zone)
    .join(_PROGRAMME, true())
    .order_by(_VERSION.c.first_day, _VERSION.c.id)
)
_SOURCE: Final = Prepared(select(_VERSION.c.source).where(_VERSION.c.id == bindparam("number")))


class Mark(NamedTuple):
    """What tells whether the games of a town are those that a process knows.

    Games are only ever added: the newest one tells it, and the zone beside it.  Where another
    database was put in its place, the yardstick's version does.

    Attributes:
        version_id, sha256: of the newest one.  Its other columns lie behind its text, which
            every upload would have to read over.
        yardstick_version, zone: of the town.
    """

    version_id: int
    sha256: str
    yardstick_version: int
    zone: str


_KNOWN: Final[WeakKeyDictionary[Engine, tuple[Mark, Games]]] = WeakKeyDictionary()
"""The games of each database of this process; every upload asks for them."""


class GameStore:
    """Find and keep games inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def listed(self) -> Games | None:
        """Give every published version; None where the town plays no game."""
        rows = _LISTED.all(self._connection)
        if not rows:
            return None
        versions = tuple(
            GameVersion(
                row.id,
                row.sha256,
                row.first_day,
                row.closes_after_days,
                row.published_at,
                row.published_by,
            )
            for row in rows
        )
        return Games(versions, ZoneInfo(rows[0].zone))

    def marked(self, mark: Mark) -> Games:
        """Give the games of which the newest is known; they are read once."""
        known = _KNOWN.get(self._connection.engine)
        if known is not None and known[0] == mark:
            return known[1]
        games = self.listed()
        assert games is not None, "there is a newest one"
        # Two threads may both read them; they keep equal ones.
        _KNOWN[self._connection.engine] = mark, games
        return games

    def source(self, version_id: int) -> str:
        """Give a version's text, verbatim.

        Raises:
            NotFound: no such version.
        """
        source = _SOURCE.scalar(self._connection, {"number": version_id})
        if source is None:
            raise NotFound(kind="game")
        return str(source)

    def alone(self) -> None:
        """Let no other hand publish until this transaction ends."""
        self._connection.execute(select(_PROGRAMME.c.id).with_for_update())

    def publish(
        self,
        game: Game,
        source: str,
        sha256: str,
        first_day: date,
        *,
        by: int | None,
        now: datetime,
    ) -> int:
        """Keep a game for ever and give its number."""
        values = {
            "sha256": sha256,
            "source": source,
            "first_day": first_day,
            "closes_after_days": game.closes_after_days,
            "published_at": now,
            "published_by": by,
        }
        written = self._connection.execute(insert(_VERSION).values(values).returning(_VERSION.c.id))
        return int(written.scalar_one())

    def any_trip(self) -> bool:
        """Tell whether a trip was ever sent: weeks may have begun to count."""
        trip = metadata.tables["trip"]
        return self._connection.execute(select(trip.c.id).limit(1)).first() is not None
