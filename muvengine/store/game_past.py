"""What everybody did, as a rehearsal of the game reads it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from sqlalchemy import Connection, bindparam, func, select

from muvengine.core.game.badges import EXPERIENCE
from muvengine.core.game.rehearsal import CountedTrip, PlayerPast, Span
from muvengine.core.game.streak import Pause
from muvengine.core.game.weeks import WeekScore
from muvengine.core.trips.frozen import thaw
from muvengine.store.tables import metadata
from muvengine.store.week_scores import week_of

TOGETHER: Final = 200
_WEEK: Final = metadata.tables["week_score"]
_PAUSE: Final = metadata.tables["streak_pause"]
_TALLY: Final = metadata.tables["game_tally"]
_TRIP: Final = metadata.tables["trip"]
_SCORE: Final = metadata.tables["trip_score"]
_STANDS: Final = (_SCORE.c.trip_id == _TRIP.c.id) & (_SCORE.c.score_no == _TRIP.c.score_no)
_COUNTS: Final = (
    _TRIP.c.withdrawn_at.is_(None),
    _TRIP.c.local_day.between(bindparam("first_day"), bindparam("last_day")),
    _SCORE.c.experience > 0,
)
_PEOPLE: Final = (
    select(_WEEK.c.person_id)
    .where(_WEEK.c.person_id > bindparam("after"))
    .distinct()
    .order_by(_WEEK.c.person_id)
    .limit(TOGETHER)
)
_WEEKS: Final = (
    select(_WEEK)
    .where(_WEEK.c.person_id.between(bindparam("first"), bindparam("last")))
    .order_by(_WEEK.c.monday)
)
_PAUSES: Final = (
    select(_PAUSE.c.person_id, _PAUSE.c.first_week, _PAUSE.c.end_week)
    .where(_PAUSE.c.person_id.between(bindparam("first"), bindparam("last")))
    .order_by(_PAUSE.c.id)
)
_EXPERIENCE: Final = select(_TALLY.c.person_id, _TALLY.c.value).where(
    _TALLY.c.person_id.between(bindparam("first"), bindparam("last")), _TALLY.c.key == EXPERIENCE
)
_SHEETS: Final = (
    select(_TRIP.c.person_id, _SCORE.c.facts, _SCORE.c.facts_version, _SCORE.c.experience)
    .join(_SCORE, _STANDS)
    .where(_TRIP.c.person_id.between(bindparam("first"), bindparam("last")), *_COUNTS)
)
_HOW_MANY: Final = select(func.count()).select_from(_TRIP).join(_SCORE, _STANDS).where(*_COUNTS)


class GamePastStore:
    """Read the past inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def trips(self, span: Span) -> int:
        """Count the trips of some weeks that bring experience."""
        return int(self._connection.execute(_HOW_MANY, _days(span)).scalar_one())

    def everybody(self, span: Span, *, with_trips: bool = True) -> Iterator[PlayerPast]:
        """Give what everybody did who ever played; their trips within some weeks."""
        after = 0
        while people := self._connection.execute(_PEOPLE, {"after": after}).scalars().all():
            after = people[-1]
            yield from self._between(people[0], after, span, with_trips=with_trips)

    def _between(
        self, first: int, last: int, span: Span, *, with_trips: bool
    ) -> Iterator[PlayerPast]:
        between = {"first": first, "last": last}
        weeks, pauses, trips = (
            defaultdict[int, list[WeekScore]](list),
            defaultdict[int, list[Pause]](list),
            defaultdict[int, list[CountedTrip]](list),
        )
        for row in self._connection.execute(_WEEKS, between):
            weeks[row.person_id].append(week_of(row))
        for row in self._connection.execute(_PAUSES, between):
            pauses[row.person_id].append(Pause(row.first_week, row.end_week))
        experience = {
            row.person_id: row.value for row in self._connection.execute(_EXPERIENCE, between)
        }
        sheets = self._connection.execute(_SHEETS, {**between, **_days(span)}) if with_trips else ()
        for row in sheets:
            trip = CountedTrip(thaw(row.facts, row.facts_version), row.experience)
            trips[row.person_id].append(trip)
        for person, scores in weeks.items():
            yield PlayerPast(scores, pauses[person], experience.get(person, 0), trips[person])


def _days(span: Span) -> dict[str, object]:
    return {"first_day": span.first, "last_day": span.end}
