"""What a simulated season came to, worked out from the tables, and whether it holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from muvengine.core.game.boards import Metric, Period
from muvengine.core.game.iso_week import IsoWeek
from muvengine.core.game.team_settings import DEFAULTS
from muvengine.core.game.weeks import closes_at
from muvengine.reads.boards import Asked, boards, my_board
from muvengine.store.invariants import Violation
from tests.long.season import BEGUN, Season
from tests.long.season_challenges import Shares
from tests.town import ZONE


@dataclass(frozen=True, slots=True)
class Looked:
    """A season looked at from the end.

    Attributes:
        violations: by the week in which they were found.
        other_results: weeks whose final results are not what sheets in time say.
        matches, open_matches: how many there were, and how many of past weeks are not decided.
        results: final weeks of teams.
        public_teams, public_quarters: on the season's board.
        with_a_place: people who see their own place.
        challenges: see there.
    """

    violations: tuple[tuple[str, Violation], ...]
    other_results: tuple[str, ...]
    matches: int
    open_matches: int
    results: int
    public_teams: int
    public_quarters: int
    with_a_place: int
    challenges: Shares

    @property
    def hold(self) -> bool:
        """Tell whether everything holds."""
        wrong = self.violations or self.other_results or self.open_matches
        return not wrong and self.challenges.hold


def look(season: Season) -> Looked:
    """Look at a season that is over."""
    reading, size = season.town.open_reading, season.size
    weeks = [BEGUN.after(number) for number in range(size.weeks)]
    end = datetime.combine(weeks[-1].sunday, time(12), ZONE)
    with reading() as uow:
        other = tuple(week.name for week in weeks if not _same(season, week))
        matches = [one for week in weeks for one in uow.tournaments.of_week(week)]
        results = sum(len(uow.team_weeks.results(week=week)) for week in weeks)
        everybody = uow.connection.exec_driver_sql("SELECT person_id FROM board_player")
        players = [int(row[0]) for row in everybody]
    of_season = Asked(Period.SEASON, metric=Metric.DISTANCE)
    board = boards(reading, of_season, end)
    placed = sum(bool(my_board(reading, one, of_season, end).near) for one in players)
    return Looked(
        violations=tuple(season.violations),
        other_results=other,
        matches=_matches(season),
        open_matches=len(matches),
        results=results,
        public_teams=len(board.teams),
        public_quarters=len(board.quarters),
        with_a_place=placed,
        challenges=season.challenges.shares(),
    )


def report(season: Season, looked: Looked) -> str:
    """Tell the season in a few lines."""
    size = season.size
    lines = [
        f"{size.people} people, {size.teams} teams, {size.weeks} weeks",
        *(f"  {what}: {times}" for what, times in sorted(season.done.items())),
        f"  matches: {looked.matches}, final weeks of teams: {looked.results}",
        f"  on the season's board: {looked.public_teams} teams, {looked.public_quarters} quarters",
        f"  people with a place of their own: {looked.with_a_place}",
        *looked.challenges.lines,
        f"weeks whose results are not what their sheets say: {list(looked.other_results)}",
        f"matches left open: {looked.open_matches}",
        f"broken promises: {list(looked.violations)}",
    ]
    return "\n".join(lines)


def _same(season: Season, week: IsoWeek) -> bool:
    """Compute a closed week again from the sheets that were there in time."""
    closing = closes_at(week.monday, DEFAULTS.closes_after_days, ZONE)
    with season.town.open_reading() as uow:
        experience = uow.team_weeks.experience(week, closing)
        kept = {one.team_id: one.worked.score for one in uow.team_weeks.results(week=week)}
    due = {team: DEFAULTS.score(figures.values()).score for team, figures in experience.items()}
    return all(due.get(team, 0) == score for team, score in kept.items())


def _matches(season: Season) -> int:
    with season.town.open_reading() as uow:
        found = uow.connection.exec_driver_sql("SELECT count(*) FROM team_match")
        return int(found.scalar_one())
