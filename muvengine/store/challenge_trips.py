"""Trips as challenges count them: those of people's weeks, by the sheets that were in time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, select

from muvengine.core.game.badges import EXPERIENCE
from muvengine.core.game.challenges.aim import Aim, CountedTrip, Progress, count, progress_of
from muvengine.core.game.challenges.past import Past, by_week, first_of_mean, past_weeks
from muvengine.core.game.challenges.running import Run
from muvengine.core.game.iso_week import IsoWeek
from muvengine.core.game.levels import standing
from muvengine.core.game.played import Played
from muvengine.core.game.version import Games
from muvengine.core.game.weeks import DAYS_A_WEEK, WEEK, closes_at, monday_of
from muvengine.core.trips.frozen import thaw
from muvengine.store.badges import BadgeStore
from muvengine.store.challenge_rewards import ChallengeRewardStore
from muvengine.store.challenges import ChallengeStore
from muvengine.store.streaks import StreakStore
from muvengine.store.tables import metadata
from muvengine.store.team_weeks import member_all_week
from muvengine.store.week_scores import WeekScoreStore

_TRIP: Final = metadata.tables["trip"]
_SCORE: Final = metadata.tables["trip_score"]
_MEMBER: Final = metadata.tables["team_member"]
SHEETS: Final[Select[Any]] = (
    select(
        _TRIP.c.person_id,
        _TRIP.c.id,
        _TRIP.c.local_day,
        _SCORE.c.created_at,
        _SCORE.c.experience,
        _SCORE.c.facts,
        _SCORE.c.facts_version,
    )
    .join(_SCORE, _SCORE.c.trip_id == _TRIP.c.id)
    .where(_TRIP.c.withdrawn_at.is_(None))
    .order_by(_TRIP.c.person_id, _TRIP.c.id, _SCORE.c.score_no)
)
"""Every sheet of trips that were not withdrawn, as ``in_time`` and ``counted_of`` read them."""

# A local day begins and ends within so much of the same day in UTC.
_AROUND: Final = timedelta(days=2)


class ChallengeTripStore:
    """Read what challenges count inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def counted(
        self, people: Collection[int], first: date, last: date, games: Games, until: datetime | None
    ) -> dict[int, list[CountedTrip]]:
        """Give the trips of people from one local day to another that count, by person.

        As in ``weeks.counted``: the sheet that stood when the trip's week closed, unless the
        trip is nothing any more.

        Args:
            people: whose.
            first: local day, included.
            last: local day, included.
            games: every version; a week from before the game counts nothing.
            until: sheets that were made later count no more; None for no such end.
        """
        middle = datetime(first.year, first.month, first.day, tzinfo=games.zone)
        query = SHEETS.where(_TRIP.c.person_id.in_(people)).where(
            _TRIP.c.start_at >= middle - _AROUND,
            _TRIP.c.start_at <= middle + (last - first) + _AROUND,
            _TRIP.c.local_day.between(first, last),
        )
        found: dict[int, list[CountedTrip]] = {}
        for (person, _), rows in groupby(
            self._connection.execute(query), key=lambda row: (row.person_id, row.id)
        ):
            trip = _counted(list(rows), games, until)
            if trip is not None:
                found.setdefault(person, []).append(trip)
        return found

    def progress(self, run: Run, aim: Aim, games: Games) -> dict[int, Progress]:
        """Tell how far everybody in a challenge is, by person."""
        players = [one.person_id for one in ChallengeStore(self._connection).players(run.id)]
        people = players
        if run.team_id is not None:
            people = sorted({*players, *self.members(run.team_id, run.first_day)})
        span = people, run.first_day, run.last_day
        trips = self.counted(*span, games, run.ended_at)
        car_free = ChallengeRewardStore(self._connection).car_free(*span)
        counts = {
            person: count(aim, trips.get(person, ()), car_free.get(person, ())) for person in people
        }
        everybody = list(counts.values())
        return {person: progress_of(aim, everybody, counts[person]) for person in players}

    def members(self, team_id: int, monday: date) -> list[int]:
        """Give who counts in a team in a week."""
        whole = member_all_week(IsoWeek(monday))
        query = select(_MEMBER.c.person_id).where(_MEMBER.c.team_id == team_id, whole)
        return list(self._connection.execute(query.order_by(_MEMBER.c.person_id)).scalars())

    def team_of(self, person_id: int, monday: date) -> int | None:
        """Give the team in which somebody counts in a week; None where there is none."""
        whole = member_all_week(IsoWeek(monday))
        query = select(_MEMBER.c.team_id).where(_MEMBER.c.person_id == person_id, whole)
        return self._connection.execute(query.order_by(_MEMBER.c.id.desc())).scalars().first()

    def past(self, person_id: int, played: Played, monday: date) -> Past:
        """Give what somebody did before a week, as far as results stood when it began.

        Weeks of rest that were asked for, and those in which nobody was expected to move, are
        left out.
        """
        level = _level(BadgeStore(self._connection), played, person_id, monday)
        scores = [one for one in WeekScoreStore(self._connection).of(person_id) if one.trips]
        if not scores:
            return Past({}, level, person_id)
        last = last_standing(played, monday)
        first = first_of_mean(scores[0].monday, last)
        if first > last:
            return Past({}, level, person_id)
        end = last + timedelta(days=DAYS_A_WEEK - 1)
        trips = self.counted([person_id], first, end, played.games, None).get(person_id, [])
        pauses = StreakStore(self._connection).pauses(person_id)
        weeks = past_weeks(by_week(trips), first, last, pauses=pauses, suspended=played.suspended)
        return Past(weeks, level, person_id)

    def week(self, person_id: int, monday: date, games: Games) -> list[CountedTrip]:
        """Give somebody's trips of a week that count."""
        sunday = IsoWeek(monday).sunday
        return self.counted([person_id], monday, sunday, games, None).get(person_id, [])


def last_standing(played: Played, monday: date) -> date:
    """Give the Monday of the last week whose results stood when a week began."""
    return played.open_from(closes_at(monday - WEEK, 0, played.games.zone)) - WEEK


def _level(badges: BadgeStore, played: Played, person_id: int, monday: date) -> int | None:
    game = played.of_week(monday)
    experience = badges.tallies(person_id).get(EXPERIENCE, 0)
    found = standing(game.levels, experience) if game else None
    return None if found is None else found.number


def _counted(rows: Sequence[Row[Any]], games: Games, until: datetime | None) -> CountedTrip | None:
    row = in_time(rows, games, until)
    return None if row is None else counted_of(row)


def counted_of(row: Row[Any]) -> CountedTrip:
    """Read a sheet with ``local_day``, ``facts``, ``facts_version`` and ``experience``."""
    return CountedTrip(row.local_day, thaw(row.facts, row.facts_version), row.experience)


def in_time(rows: Sequence[Row[Any]], games: Games, until: datetime | None) -> Row[Any] | None:
    """Find the sheet of a trip that counts in its week; None where the trip counts nothing.

    Args:
        rows: every sheet of one trip with ``local_day``, ``created_at`` and ``experience``, in
            the order they were made.
        games: see ``ChallengeTripStore.counted``.
        until: likewise.
    """
    day = rows[0].local_day
    version = games.of_week(monday_of(day))
    if version is None or not rows[-1].experience:
        return None
    closing = version.closes(monday_of(day), games.zone)
    if until is not None:
        closing = min(closing, until)
    made = [row for row in rows if row.created_at < closing]
    return made[-1] if made and made[-1].experience else None
