"""Tournaments as everybody sees them: tables, matches and the bracket."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from muvengine.core.game.iso_week import IsoWeek
from muvengine.core.game.team_table import Played, Standing, team_table
from muvengine.core.game.tournament import Phase, champion, group_tables
from muvengine.core.game.tournament_life import (
    Match,
    MatchState,
    Tournament,
    TournamentState,
    drawn_on,
)
from muvengine.formats.game_yaml.known import known_team_settings
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]


@dataclass(frozen=True, slots=True)
class ShownMatch:
    """A match with names; a score is None while it is open, or has too few people behind it."""

    match: Match
    home: str
    away: str | None
    home_score: int | None
    away_score: int | None

    @property
    def over(self) -> bool:
        """It counts."""
        return self.match.state in (MatchState.PLAYED, MatchState.CORRECTED)

    @property
    def off(self) -> bool:
        """It was called off."""
        return self.match.state is MatchState.CANCELLED

    @property
    def winner(self) -> str | None:
        """Name who won; None of a draw, and while it is not over."""
        played = self.match.played
        if not self.over or played is None or played.result.winner is None:
            return None
        return self.home if played.result.winner == played.home else self.away


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table: of the ranking, ``group`` 0, or of one group."""

    group: int
    rows: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class ShownTournament:
    """A tournament.

    Attributes:
        names: of all teams of the season by number.
        weeks: every week with its matches, in their order.
        tables: the ranking first, then groups.
        bracket: rounds of the knock-out; a round of one match is the final.
        champion: the name of who won it.
        next_draw: when what follows is drawn; None while matches are open, and at the end.
    """

    tournament: Tournament
    names: Mapping[int, str]
    weeks: tuple[tuple[IsoWeek, tuple[ShownMatch, ...]], ...]
    tables: tuple[ShownTable, ...]
    bracket: tuple[tuple[ShownMatch, ...], ...]
    champion: str | None
    next_draw: date | None

    @property
    def running(self) -> bool:
        """It goes on."""
        return self.tournament.state is TournamentState.RUNNING


def tournaments(open_reading: OpenReading, now: datetime) -> tuple[ShownTournament, ...]:
    """List the tournaments of the season that runs, the latest first."""
    with open_reading() as uow:
        season = uow.seasons.on_day(uow.programme.local_day(now))
        if season is None:
            return ()
        return tuple(_shown(uow, one) for one in uow.tournaments.listed(season.id))


def tournament(open_reading: OpenReading, public_id: str) -> ShownTournament:
    """Give one tournament.

    Raises:
        NotFound: no such tournament.
    """
    with open_reading() as uow:
        return _shown(uow, uow.tournaments.get(public_id))


def _shown(uow: UnitOfWork, one: Tournament) -> ShownTournament:
    names, matches = uow.teams.names(one.season_id), uow.tournaments.matches(one.id)
    settings_of = partial(known_team_settings, uow.games.listed(), uow.games.source)
    public = {
        (result.team_id, result.week)
        for result in uow.team_weeks.results(teams=one.teams)
        if result.worked.active >= settings_of(result.week.monday).public_from
    }
    shown = [_match(match, names, public) for match in matches]
    kept = [match.kept for match in matches]
    ranking = team_table(one.teams, _played(matches, Phase.RANKING))
    tables = [ShownTable(0, ranking)]
    tables += [ShownTable(group, rows) for group, rows in group_tables(kept).items()]
    weeks = sorted({match.fixture.week for match in matches})
    bracket = [match for match in shown if match.match.fixture.phase is Phase.KNOCKOUT]
    turns = sorted({match.match.fixture.turn for match in bracket})
    best = champion(kept) if one.state is TournamentState.OVER else None
    waits = any(match.state is MatchState.OPEN for match in matches)
    ended = one.state is not TournamentState.RUNNING
    return ShownTournament(
        tournament=one,
        names=names,
        weeks=tuple((week, _of_week(shown, week)) for week in weeks),
        tables=tuple(tables),
        bracket=tuple(_of_turn(bracket, turn) for turn in turns),
        champion=None if best is None else names[best],
        next_draw=None if waits or ended else drawn_on(one.plan, matches),
    )


def _match(match: Match, names: Mapping[int, str], public: set[tuple[int, IsoWeek]]) -> ShownMatch:
    fixture, played = match.fixture, match.played
    scores: list[int | None] = [None, None]
    if played is not None:
        sides = ((fixture.home, played.home_score), (fixture.away, played.away_score))
        scores = [
            score if team is not None and (team, fixture.week) in public else None
            for team, score in sides
        ]
    away = None if fixture.away is None else names[fixture.away]
    return ShownMatch(match, names[fixture.home], away, *scores)


def _played(matches: tuple[Match, ...], phase: Phase) -> list[Played]:
    kept = [match.kept for match in matches if match.fixture.phase is phase]
    return [one.played for one in kept if one.played is not None]


def _of_week(shown: list[ShownMatch], week: IsoWeek) -> tuple[ShownMatch, ...]:
    return tuple(one for one in shown if one.match.fixture.week == week)


def _of_turn(bracket: list[ShownMatch], turn: int) -> tuple[ShownMatch, ...]:
    found = [one for one in bracket if one.match.fixture.turn == turn]
    return tuple(sorted(found, key=lambda one: one.match.fixture.slot))
