"""A week of the teams becomes final: results are kept for ever, and matches are over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import partial

from muvengine.core.game.iso_week import newest_closed
from muvengine.core.game.matches import Side, play, play_out
from muvengine.core.game.team_score import TeamScore
from muvengine.core.game.team_settings import TeamSettings
from muvengine.core.game.team_table import Played
from muvengine.core.game.tournament import Phase, following_matches
from muvengine.core.game.tournament_life import (
    Match,
    MatchState,
    Tournament,
    TournamentState,
    drawn_on,
)
from muvengine.services.attempt import OpenUow
from muvengine.services.game_rules import team_settings
from muvengine.store.retry import retried
from muvengine.store.unit_of_work import UnitOfWork


def close_weeks(open_uow: OpenUow, *, now: datetime) -> int:
    """Make every week final whose time has come, the oldest first, and draw what is due.

    Safe to repeat, also by several at once: a week is closed by one of them.

    Args:
        open_uow: starts a writing transaction.
        now: aware.

    Returns:
        How many weeks were closed.
    """
    closed = 0
    while retried(partial(_close_next, open_uow, now)):
        closed += 1
    retried(partial(_draw_due, open_uow, now))
    return closed


def _close_next(open_uow: OpenUow, now: datetime) -> bool:
    with open_uow() as uow:
        zone = uow.programme.get().zone
        today = now.astimezone(zone).date()
        week = uow.team_weeks.first_open()
        if week is None:
            return False
        settings = team_settings(uow, week)
        if week > newest_closed(today, settings.closes_after_days):
            return False
        if not uow.team_weeks.close(week, now):
            # Another hand is at it, and goes on to the next.
            return False
        scores = uow.team_weeks.scores(week, settings, zone)
        uow.team_weeks.keep(week, scores)
        for match in uow.tournaments.of_week(week):
            _play(uow, match, scores, settings, now)
        _draw(uow, today, now)
        uow.commit()
    return True


def _play(
    uow: UnitOfWork,
    match: Match,
    scores: Mapping[int, TeamScore],
    settings: TeamSettings,
    now: datetime,
) -> None:
    points = uow.tournaments.locked(match.tournament_id).points
    home, away = (
        None if team is None else _side(team, scores.get(team), settings)
        for team in (match.fixture.home, match.fixture.away)
    )
    assert home is not None
    rule = play_out if match.fixture.phase is Phase.KNOCKOUT else play
    result = rule(home, away, points)
    played = Played(home.team, match.fixture.away, home.score, away.score if away else 0, result)
    uow.tournaments.finish(match.with_result(played), by=None, now=now)


def _side(team: int, worked: TeamScore | None, settings: TeamSettings) -> Side:
    # A team that was closed, and has no week any more, has reached nothing.
    worked = worked or settings.score(())
    return Side(team, worked.score, worked.members, worked.active)


def _draw_due(open_uow: OpenUow, now: datetime) -> None:
    with open_uow() as uow:
        if _draw(uow, uow.programme.local_day(now), now):
            uow.commit()


def _draw(uow: UnitOfWork, today: date, now: datetime) -> int:
    """Draw what follows wherever all is played and the day has come; give how often."""
    running = [one for one in uow.tournaments.listed() if one.state is TournamentState.RUNNING]
    return sum(_draw_one(uow, uow.tournaments.locked(one.id), today, now) for one in running)


def _draw_one(uow: UnitOfWork, tournament: Tournament, today: date, now: datetime) -> int:
    matches = uow.tournaments.matches(tournament.id)
    last = max(one.fixture.week for one in matches)
    waiting = any(one.state is MatchState.OPEN for one in matches)
    if waiting or not uow.team_weeks.is_closed(last) or today < drawn_on(tournament.plan, matches):
        return 0
    kept = [one.kept for one in matches]
    following = following_matches(tournament.teams, tournament.plan, kept)
    if following:
        uow.tournaments.draw(tournament.id, following)
    else:
        uow.tournaments.end(tournament.id, TournamentState.OVER, "", now)
    return 1
