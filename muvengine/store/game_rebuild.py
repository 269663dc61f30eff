"""What weeks hold, built again from the score sheets and compared with what is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, bindparam, select

from muvengine.core.game.version import Games
from muvengine.core.game.weeks import Seen, WeekScore, counted, monday_of
from muvengine.store.everybody import everybody
from muvengine.store.games import GameStore
from muvengine.store.tables import metadata
from muvengine.store.week_scores import week_of

_TRIP: Final = metadata.tables["trip"]
_SCORE: Final = metadata.tables["trip_score"]
_WEEK: Final = metadata.tables["week_score"]
TOGETHER: Final = 50
_SHEETS: Final = (
    select(
        _TRIP.c.person_id,
        _TRIP.c.id,
        _TRIP.c.local_day,
        _TRIP.c.withdrawn_at,
        _SCORE.c.created_at,
        _SCORE.c.experience,
    )
    .join(_SCORE, _SCORE.c.trip_id == _TRIP.c.id)
    .where(_TRIP.c.person_id.between(bindparam("first"), bindparam("last")))
    .order_by(_TRIP.c.person_id, _TRIP.c.id, _SCORE.c.score_no)
)
_KEPT: Final = select(_WEEK).where(_WEEK.c.person_id.between(bindparam("first"), bindparam("last")))


class WeekDiffers(NamedTuple):
    """A week that is not what the sheets say.

    Attributes:
        person_id: whose.
        kept: as it is.
        due: as it should be.
    """

    person_id: int
    kept: WeekScore
    due: WeekScore

    @property
    def row(self) -> str:
        """Name it in one word, by number alone."""
        return f"p:{self.person_id}:{self.due.monday.isoformat()}"

    @property
    def missing(self) -> WeekScore:
        """What must be added to put it right."""
        return WeekScore(
            self.due.monday,
            self.due.experience - self.kept.experience,
            self.due.trips - self.kept.trips,
            tuple(due - kept for due, kept in zip(self.due.days, self.kept.days, strict=True)),
        )


class GameRebuildStore:
    """Compare weeks with sheets inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def differing(self) -> Iterator[WeekDiffers]:
        """Give every week that differs, person by person; the transaction must be a reading one."""
        games = GameStore(self._connection).listed()
        if games is None:
            return
        for first, last in everybody(self._connection, TOGETHER):
            yield from self._between(games, first, last)

    def differing_of(self, person_id: int) -> list[WeekDiffers]:
        """Give one person's weeks that differ; call ``TripStore.lock_owner`` before."""
        games = GameStore(self._connection).listed()
        return list(self._between(games, person_id, person_id)) if games else []

    def _between(self, games: Games, first: int, last: int) -> Iterator[WeekDiffers]:
        between = {"first": first, "last": last}
        kept = {
            (row.person_id, row.monday): week_of(row)
            for row in self._connection.execute(_KEPT, between)
        }
        due = _due(games, self._connection.execute(_SHEETS, between).all())
        for person_id, monday in sorted(kept.keys() | due.keys()):
            nothing = WeekScore(monday)
            place = person_id, monday
            found = WeekDiffers(person_id, kept.get(place, nothing), due.get(place, nothing))
            if found.kept != found.due:
                yield found


def _due(games: Games, rows: Sequence[Any]) -> dict[tuple[int, date], WeekScore]:
    due: dict[tuple[int, date], WeekScore] = {}
    for _, sheets in groupby(rows, key=lambda row: row.id):
        trip = list(sheets)
        day = trip[0].local_day
        monday = monday_of(day)
        version = games.of_week(monday)
        if version is None or trip[0].withdrawn_at is not None:
            continue
        seen = [Seen(row.created_at, row.experience) for row in trip]
        experience = counted(seen, version.closes(monday, games.zone))
        if experience:
            place = trip[0].person_id, monday
            due[place] = due.get(place, WeekScore(monday)).plus(day, experience, 1)
    return due
