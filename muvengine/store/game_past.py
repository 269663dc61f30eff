"""What everybody did, as a rehearsal of the game reads it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Final

from sqlalchemy import Connection, bindparam, func, select

from muvengine.core.game.badges import EXPERIENCE
from muvengine.core.game.challenges.aim import CountedTrip
from muvengine.core.game.player_past import PlayerPast, Span
from muvengine.core.game.streak import Pause
from muvengine.core.game.version import Games
from muvengine.core.game.weeks import WeekScore
from muvengine.store.challenge_rewards import ChallengeRewardStore
from muvengine.store.challenge_trips import SHEETS, counted_of, in_time
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
_SHEETS: Final = SHEETS.where(
    _TRIP.c.person_id.between(bindparam("first"), bindparam("last")),
    _TRIP.c.local_day.between(bindparam("first_day"), bindparam("last_day")),
)
_HOW_MANY: Final = select(func.count()).select_from(_TRIP).join(_SCORE, _STANDS).where(*_COUNTS)


class GamePastStore:
    """Read the past inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def trips(self, reading: Span) -> int:
        """Count the trips of some weeks that bring experience."""
        return int(self._connection.execute(_HOW_MANY, _days(reading)).scalar_one())

    def everybody(
        self, span: Span, reading: Span | None = None, games: Games | None = None
    ) -> Iterator[PlayerPast]:
        """Give what everybody did who ever played.

        Args:
            span: the weeks that are looked at.
            reading: these and the ones before from which challenges would have been proposed;
                None to leave all trips and days out.
            games: every version; needed to read trips.
        """
        after = 0
        while people := self._connection.execute(_PEOPLE, {"after": after}).scalars().all():
            after = people[-1]
            done = _Done()
            if reading is not None and games is not None:
                done = self._done(people, span, reading, games)
            yield from self._between(people[0], after, done)

    def _between(self, first: int, last: int, done: _Done) -> Iterator[PlayerPast]:
        between = {"first": first, "last": last}
        weeks, pauses = defaultdict[int, list[WeekScore]](list), defaultdict[int, list[Pause]](list)
        for row in self._connection.execute(_WEEKS, between):
            weeks[row.person_id].append(week_of(row))
        for row in self._connection.execute(_PAUSES, between):
            pauses[row.person_id].append(Pause(row.first_week, row.end_week))
        experience = {
            row.person_id: row.value for row in self._connection.execute(_EXPERIENCE, between)
        }
        for person, scores in weeks.items():
            yield PlayerPast(
                scores=scores,
                pauses=pauses[person],
                experience=experience.get(person, 0),
                trips=done.trips[person],
                in_time=done.in_time[person],
                car_free=done.car_free.get(person, ()),
                person_id=person,
            )

    def _done(self, people: Sequence[int], span: Span, reading: Span, games: Games) -> _Done:
        done = _Done()
        days = {"first": people[0], "last": people[-1], **_days(reading)}
        for _, grouped in groupby(
            self._connection.execute(_SHEETS, days), key=lambda row: (row.person_id, row.id)
        ):
            rows = list(grouped)
            stands, in_week = rows[-1], in_time(rows, games, None)
            if not stands.experience:
                continue
            trip = counted_of(stands)
            if stands.local_day >= span.first:
                done.trips[stands.person_id].append(trip)
            if in_week is not None:
                # Hardly any sheet is another one: it is read once.
                counts = trip if in_week is stands else counted_of(in_week)
                done.in_time[stands.person_id].append(counts)
        rewards = ChallengeRewardStore(self._connection)
        done.car_free.update(rewards.car_free(people, span.first, span.end))
        return done


@dataclass
class _Done:
    """Trips and days of some people; see ``PlayerPast``."""

    trips: defaultdict[int, list[CountedTrip]] = field(default_factory=lambda: defaultdict(list))
    in_time: defaultdict[int, list[CountedTrip]] = field(default_factory=lambda: defaultdict(list))
    car_free: dict[int, list[date]] = field(default_factory=dict)


def _days(span: Span) -> dict[str, object]:
    return {"first_day": span.first, "last_day": span.end}
