"""Teams as their people and the public see them.

A figure of a team is public from five active members on: with fewer, everybody knows whose
kilometres they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from muvengine.core.game.iso_week import IsoWeek
from muvengine.core.game.team import Membership, Team
from muvengine.core.game.team_score import TeamScore
from muvengine.core.game.team_settings import TeamSettings
from muvengine.core.game.tournament_life import Match
from muvengine.core.game.weeks import closes_at
from muvengine.core.ledger.season import Season
from muvengine.reads.team_settings import settings_of
from muvengine.store.team_weeks import WeekResult
from muvengine.store.teams import TeamSize
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]


@dataclass(frozen=True, slots=True)
class MyMatch:
    """A week's match as one of its teams sees it.

    Attributes:
        against: the other team's name; None in a free week.
        theirs: what they have by now; None where too few of them are active.
    """

    match: Match
    against: str | None
    theirs: int | None


@dataclass(frozen=True, slots=True)
class MyTeam:
    """Somebody's team and its week.

    Attributes:
        week: the one that runs.
        worked: the team's score as it stands now.
        mine: this person's own part.
        shown: names that members agreed to, without this person's.
        others: how many more members there are.
        last_day: on which trips of the week may still come in.
        matches: of this week.
        results: weeks that are final, the latest first.
    """

    team: Team
    membership: Membership
    week: IsoWeek
    worked: TeamScore
    mine: int
    shown: tuple[str, ...]
    others: int
    last_day: date
    matches: tuple[MyMatch, ...]
    results: tuple[WeekResult, ...]

    @property
    def counts_now(self) -> bool:
        """This week is the team's already."""
        return self.membership.counts_in(self.week)


def my_team(open_reading: OpenReading, person_id: int, now: datetime) -> MyTeam | None:
    """Give somebody's team; None where they are in none this season."""
    with open_reading() as uow:
        zone = uow.programme.get().zone
        day = now.astimezone(zone).date()
        season = uow.seasons.on_day(day)
        found = uow.teams.mine(person_id, season.id) if season else None
        if found is None:
            return None
        team, membership = found
        week = IsoWeek.of(day)
        settings = settings_of(uow, week)
        matches = [one for one in uow.tournaments.of_week(week) if team.id in _sides(one)]
        # Their own team and those it meets: a town has hundreds that do not matter here.
        met = {team.id, *(side for one in matches for side in _sides(one) if side is not None)}
        closing = closes_at(week.monday, settings.closes_after_days, zone)
        experience = uow.team_weeks.experience(week, closing, teams=met)
        scores = {one: settings.score(experience.get(one, {}).values()) for one in met}
        staying = [one for one in uow.teams.staying(team.id) if one.person_id != person_id]
        shown = tuple(sorted(one.shown_as for one in staying if one.shown_as))
        return MyTeam(
            team=team,
            membership=membership,
            week=week,
            worked=scores[team.id],
            mine=experience.get(team.id, {}).get(person_id, 0),
            shown=shown,
            others=len(staying) - len(shown),
            last_day=week.sunday + timedelta(days=settings.closes_after_days),
            matches=_my_matches(uow, team, matches, scores, settings),
            results=uow.team_weeks.results(teams=(team.id,))[:4],
        )


def _my_matches(
    uow: UnitOfWork,
    team: Team,
    matches: Iterable[Match],
    scores: dict[int, TeamScore],
    settings: TeamSettings,
) -> tuple[MyMatch, ...]:
    names = uow.teams.names(team.season_id)
    found = []
    for match in matches:
        home, away = _sides(match)
        other = home if away == team.id else away
        if other is None:
            found.append(MyMatch(match, None, None))
            continue
        theirs = scores[other]
        public = theirs.active >= settings.public_from
        found.append(MyMatch(match, names[other], theirs.score if public else None))
    return tuple(found)


def _sides(match: Match) -> tuple[int | None, int | None]:
    return match.fixture.home, match.fixture.away


@dataclass(frozen=True, slots=True)
class TeamsNow:
    """The season's teams.

    Attributes:
        season: None where none runs.
        teams: those that play first.
        week: the newest that is final; None before the first.
        reached: final results of that week by team.
    """

    season: Season | None
    teams: tuple[TeamSize, ...]
    week: IsoWeek | None
    reached: dict[int, TeamScore]


def teams_now(open_reading: OpenReading, now: datetime) -> TeamsNow:
    """List the teams of the season that runs, with their newest final week."""
    with open_reading() as uow:
        season = uow.seasons.on_day(uow.programme.local_day(now))
        if season is None:
            return TeamsNow(None, (), None, {})
        teams = uow.teams.of_season(season.id)
        results = uow.team_weeks.results(teams=[one.team.id for one in teams])
        week = results[0].week if results else None
        reached = {one.team_id: one.worked for one in results if one.week == week}
        return TeamsNow(season, teams, week, reached)


def open_teams(open_reading: OpenReading, now: datetime) -> tuple[Team, ...]:
    """List the teams that anybody may join, the one for people alone first."""
    found = [
        one.team
        for one in teams_now(open_reading, now).teams
        if one.team.open and one.team.closed_at is None
    ]
    return tuple(sorted(found, key=lambda one: (not one.for_alone, one.name)))


def team(open_reading: OpenReading, public_id: str) -> TeamSize:
    """Give one team and how many are in it.

    Raises:
        NotFound: no such team.
    """
    with open_reading() as uow:
        found = uow.teams.get(public_id)
        return TeamSize(found, len(uow.teams.staying(found.id)))


def all_results(
    open_reading: OpenReading, now: datetime
) -> tuple[dict[int, str], tuple[WeekResult, ...]]:
    """Give the names of the season's teams, and every final result, the latest first."""
    with open_reading() as uow:
        season = uow.seasons.on_day(uow.programme.local_day(now))
        if season is None:
            return {}, ()
        names = uow.teams.names(season.id)
        return names, uow.team_weeks.results(teams=list(names))
