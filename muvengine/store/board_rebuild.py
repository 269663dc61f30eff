"""Weeks of boards, built again from the score sheets and compared with what is kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, bindparam, select

from muvengine.core.game.boards import (
    NOTHING,
    Counting,
    WeekMore,
    brings,
    counting,
    standing_at_close,
)
from muvengine.core.game.version import Games
from muvengine.core.game.weeks import monday_of
from muvengine.core.trips.frozen import legs_of
from muvengine.store.boards import WEEK
from muvengine.store.everybody import everybody
from muvengine.store.game_rebuild import TOGETHER
from muvengine.store.games import GameStore
from muvengine.store.tables import metadata
from muvengine.store.tables.boards import METRICS

_TRIP: Final = metadata.tables["trip"]
_SCORE: Final = metadata.tables["trip_score"]
_SHEETS: Final = (
    select(
        _TRIP.c.person_id,
        _TRIP.c.id,
        _TRIP.c.local_day,
        _TRIP.c.withdrawn_at,
        _SCORE.c.created_at,
        _SCORE.c.experience,
        _SCORE.c.facts,
    )
    .join(_SCORE, _SCORE.c.trip_id == _TRIP.c.id)
    .where(_TRIP.c.person_id.between(bindparam("first"), bindparam("last")))
    .order_by(_TRIP.c.person_id, _TRIP.c.id, _SCORE.c.score_no)
)
_OF_TRIP: Final = (
    select(_SCORE.c.created_at, _SCORE.c.experience, _SCORE.c.facts)
    .where(_SCORE.c.trip_id == bindparam("trip_id"))
    .order_by(_SCORE.c.score_no)
)
_KEPT: Final = select(WEEK).where(WEEK.c.person_id.between(bindparam("first"), bindparam("last")))

_Place = tuple[int, date, str]


class BoardWeekDiffers(NamedTuple):
    """A week in one mode that is not what the sheets say.

    Attributes:
        person_id, monday, mode: which.
        kept: as it is.
        due: as it should be.
    """

    person_id: int
    monday: date
    mode: str
    kept: WeekMore
    due: WeekMore

    @property
    def row(self) -> str:
        """Name it in one word, by number alone."""
        return f"p:{self.person_id}:{self.monday.isoformat()}:{self.mode}"


class BoardRebuildStore:
    """Compare weeks of boards with sheets inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def sheets_of(self, trip_id: int) -> list[Counting]:
        """Give what each kept sheet of a trip brings, the first one first."""
        rows = self._connection.execute(_OF_TRIP, {"trip_id": trip_id})
        return [_counting(row) for row in rows]

    def differing(self) -> Iterator[BoardWeekDiffers]:
        """Give every week that differs, person by person; the transaction must be a reading one."""
        games = GameStore(self._connection).listed()
        if games is None:
            return
        for first, last in everybody(self._connection, TOGETHER):
            yield from self._between(games, first, last)

    def differing_of(self, person_id: int) -> list[BoardWeekDiffers]:
        """Give one person's weeks that differ; call ``TripStore.lock_owner`` before."""
        games = GameStore(self._connection).listed()
        return list(self._between(games, person_id, person_id)) if games else []

    def _between(self, games: Games, first: int, last: int) -> Iterator[BoardWeekDiffers]:
        between = {"first": first, "last": last}
        kept = {
            (row["person_id"], row["monday"], row["mode"]): WeekMore(*(row[one] for one in METRICS))
            for row in self._connection.execute(_KEPT, between).mappings()
        }
        due = _due(games, self._connection.execute(_SHEETS, between))
        for place in sorted(kept.keys() | due.keys()):
            was, now = kept.get(place, NOTHING), due.get(place, NOTHING)
            person_id, monday, mode = place
            found = BoardWeekDiffers(person_id, monday, mode, was, now)
            if found.kept != found.due:
                yield found


def _due(games: Games, rows: Any) -> dict[_Place, WeekMore]:  # noqa: ANN401  rows
    due: dict[_Place, WeekMore] = {}
    for _, sheets in groupby(rows, key=lambda row: row.id):
        trip = list(sheets)
        day, monday = trip[0].local_day, monday_of(trip[0].local_day)
        version = games.of_week(monday)
        if version is None or trip[0].withdrawn_at is not None:
            continue
        closing = version.closes(monday, games.zone)
        counts = standing_at_close([_counting(row) for row in trip], closing)
        for mode, more in brings(counts, day).items():
            place = trip[0].person_id, monday, mode
            due[place] = due.get(place, NOTHING).plus(more)
    return due


def _counting(row: Any) -> Counting:  # noqa: ANN401  a row
    return counting(row.created_at, row.experience, legs_of(row.facts))
