"""What members and teams reached in a week: as it stands, and once it is final."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, Row, func, insert, select

from muvengine.core.game.iso_week import IsoWeek
from muvengine.core.game.team_score import Method, TeamScore
from muvengine.core.game.team_settings import TeamSettings
from muvengine.core.game.weeks import closes_at
from muvengine.store.insert_once import insert_once
from muvengine.store.tables import metadata

_TEAM: Final = metadata.tables["team"]
_MEMBER: Final = metadata.tables["team_member"]
_SEASON: Final = metadata.tables["season"]
_TRIP: Final = metadata.tables["trip"]
_SCORE: Final = metadata.tables["trip_score"]
_SHEET: Final = _SCORE.alias("sheet")
_TOURNAMENT: Final = metadata.tables["tournament"]
_WEEK: Final = metadata.tables["team_week"]
_RESULT: Final = metadata.tables["team_result"]
_WORKING: Final = ("members", "active", "best", "shared", "among")


@dataclass(frozen=True, slots=True)
class WeekResult:
    """What a team reached in a week that is final."""

    team_id: int
    week: IsoWeek
    worked: TeamScore


class TeamWeekStore:
    """Read the weeks of teams, and keep those that are final, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def experience(
        self, week: IsoWeek, closing: datetime, *, teams: Iterable[int] | None = None
    ) -> dict[int, dict[int, int]]:
        """Give every member's experience of a week, by team and person, 0 included.

        It is what each trip's latest sheet says of those that were made before the week
        closed, so that it does not matter when the week is looked at afterwards.

        Args:
            week: whose local days count.
            closing: aware, see ``weeks.closes_at``.
            teams: of these alone; else of every team.
        """
        of_trip = (
            (_TRIP.c.person_id == _MEMBER.c.person_id)
            & _TRIP.c.local_day.between(week.monday, week.sunday)
            # In every zone of the earth; by its index, however many trips lie behind.
            & _TRIP.c.start_at.between(*_around(week))
            & _TRIP.c.withdrawn_at.is_(None)
        )
        experience = func.coalesce(func.sum(_SCORE.c.experience), 0).label("experience")
        query = (
            select(_MEMBER.c.team_id, _MEMBER.c.person_id, experience)
            .outerjoin(_TRIP, of_trip)
            .outerjoin(_SCORE, _stood(closing))
            .where(member_all_week(week))
            .group_by(_MEMBER.c.team_id, _MEMBER.c.person_id)
        )
        if teams is not None:
            query = query.where(_MEMBER.c.team_id.in_(tuple(teams)))
        found: dict[int, dict[int, int]] = {}
        for row in self._connection.execute(query):
            found.setdefault(row.team_id, {})[row.person_id] = int(row.experience)
        return found

    def scores(self, week: IsoWeek, settings: TeamSettings, zone: ZoneInfo) -> dict[int, TeamScore]:
        """Compute every playing team's week, by the team's number; see ``experience``."""
        experience = self.experience(week, closes_at(week.monday, settings.closes_after_days, zone))
        return {
            team: settings.score(experience.get(team, {}).values()) for team in self.playing(week)
        }

    def playing(self, week: IsoWeek) -> tuple[int, ...]:
        """List the teams whose season holds a day of this week and that were not closed before."""
        query = (
            select(_TEAM.c.id)
            .join(_SEASON, _SEASON.c.id == _TEAM.c.season_id)
            .where(_SEASON.c.first_day <= week.sunday, _SEASON.c.last_day >= week.monday)
            .where(_TEAM.c.closed_at.is_(None) | (_TEAM.c.id.in_(_inside(week))))
            .order_by(_TEAM.c.id)
        )
        return tuple(self._connection.execute(query).scalars())

    def first_open(self) -> IsoWeek | None:
        """Give the oldest week that is not final yet; None where there are no teams at all."""
        closed = self._connection.execute(select(func.max(_WEEK.c.monday))).scalar()
        if closed is not None:
            return IsoWeek(closed).after()
        begins = (_MEMBER.c.first_day, _TOURNAMENT.c.first_monday)
        firsts = [self._connection.execute(select(func.min(one))).scalar() for one in begins]
        known = [first for first in firsts if first is not None]
        return IsoWeek.of(min(known)) if known else None

    def is_closed(self, week: IsoWeek) -> bool:
        """Tell whether a week is final."""
        found = select(_WEEK.c.id).where(_WEEK.c.monday >= week.monday).limit(1)
        return self._connection.execute(found).first() is not None

    def close(self, week: IsoWeek, now: datetime) -> bool:
        """Make a week final; False where another hand was faster."""
        values = {"monday": week.monday, "closed_at": now}
        return insert_once(self._connection, _WEEK, values, returning=_WEEK.c.id) is not None

    def keep(self, week: IsoWeek, scores: Mapping[int, TeamScore]) -> None:
        """Keep what teams reached, for ever."""
        rows = [
            {
                "team_id": team_id,
                "monday": week.monday,
                "method": str(one.method),
                "score": one.score,
                **{name: getattr(one, name) for name in _WORKING},
            }
            for team_id, one in sorted(scores.items())
        ]
        if rows:
            self._connection.execute(insert(_RESULT), rows)

    def results(
        self, *, week: IsoWeek | None = None, teams: Iterable[int] | None = None
    ) -> tuple[WeekResult, ...]:
        """List final results, the latest week first.

        Args:
            week: of this week alone.
            teams: of these alone.
        """
        query = select(_RESULT).order_by(_RESULT.c.monday.desc(), _RESULT.c.team_id)
        if week is not None:
            query = query.where(_RESULT.c.monday == week.monday)
        if teams is not None:
            query = query.where(_RESULT.c.team_id.in_(tuple(teams)))
        return tuple(_result(row) for row in self._connection.execute(query))

    def between(self, first: date, last: date) -> tuple[WeekResult, ...]:
        """List the final results of the weeks from one Monday to another."""
        query = select(_RESULT).where(_RESULT.c.monday.between(first, last))
        return tuple(_result(row) for row in self._connection.execute(query))


def member_all_week(week: IsoWeek) -> ColumnElement[bool]:
    """Tell in SQL whether a membership lasts for a whole week: only then it counts."""
    still = _MEMBER.c.last_day.is_(None) | (_MEMBER.c.last_day >= week.sunday)
    return (_MEMBER.c.first_day <= week.monday) & still


def _around(week: IsoWeek) -> tuple[datetime, datetime]:
    """Give instants a day before a week begins anywhere, and a day after it ends."""
    first, last = week.monday - timedelta(days=1), week.after().monday + timedelta(days=1)
    return datetime.combine(first, time(), UTC), datetime.combine(last, time(), UTC)


def _stood(closing: datetime) -> ColumnElement[bool]:
    """Join a trip's latest sheet of those that were made before a week closed."""
    in_time = (_SHEET.c.trip_id == _TRIP.c.id) & (_SHEET.c.created_at < closing)
    last = select(func.max(_SHEET.c.score_no)).where(in_time).scalar_subquery()
    return (_SCORE.c.trip_id == _TRIP.c.id) & (_SCORE.c.score_no == last)


def _inside(week: IsoWeek) -> Any:  # noqa: ANN401  a select of numbers
    """Select the teams that somebody stayed in through this week, though they closed later."""
    last: date = week.sunday
    return select(_MEMBER.c.team_id).where(
        _MEMBER.c.first_day <= week.monday, _MEMBER.c.last_day >= last
    )


def _result(row: Row[Any]) -> WeekResult:
    working = {name: getattr(row, name) for name in _WORKING}
    return WeekResult(row.team_id, IsoWeek(row.monday), TeamScore(Method(row.method), **working))
