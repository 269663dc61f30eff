"""A game that is being written, played on weeks that are over, beside the one that is played."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from muvengine.core.game.challenges.challenge import Difficulty
from muvengine.core.game.challenges.expected import Choice, Expected, expect
from muvengine.core.game.challenges.foreseen import Proposing
from muvengine.core.game.challenges.past import first_of_mean
from muvengine.core.game.game import Game
from muvengine.core.game.played import Played
from muvengine.core.game.player_past import Span
from muvengine.core.game.rehearsal import GameRehearsal, forecast
from muvengine.core.game.weeks import WEEK, mondays
from muvengine.reads.my_week import played_by
from muvengine.store.challenge_trips import last_standing
from muvengine.store.unit_of_work import UnitOfWork

WEEKS: Final = 4
WEEKS_MAX: Final = 53


def rehearse_game(
    open_reading: Callable[[], UnitOfWork],
    game: Game,
    now: datetime,
    *,
    weeks: int = WEEKS,
    trips_max: int | None = None,
    asked_max: int | None = None,
) -> GameRehearsal | None:
    """Play a game on the last weeks that are closed.

    Args:
        open_reading: starts a reading transaction.
        game: right.
        now: aware.
        weeks: 1 to ``WEEKS_MAX``.
        trips_max: with more trips, badges and challenges are left out; None for no limit.
        asked_max: likewise for challenges alone, with the weeks before that proposals look at.

    Returns:
        None where nothing was played yet: there is no past.
    """
    with open_reading() as uow:
        played = played_by(uow)
        if played is None:
            return None
        last = played.open_from(now) - WEEK
        span = Span(last - (weeks - 1) * WEEK, last)
        proposing = _proposing(uow, played, span)
        reading = Span(first_of_mean(date.min, min(proposing.last_standing.values())), last)
        trips, read = uow.game_past.trips(span), uow.game_past.trips(reading)
        badges = trips_max is None or trips <= trips_max
        asks = badges and (asked_max is None or read <= asked_max)
        if not asks:
            reading, proposing = span, Proposing({})
        past = uow.game_past.everybody(span, reading if badges else None, played.games)
        games = [one for one in (game, played.of_week(last)) if one is not None]
        draft, *today = forecast(games, past, span, uow.badges.open_routes(), proposing)
        made = GameRehearsal(draft, today[0] if today else None, trips, badges=badges, asks=asks)
        return replace(made, expected=_expected(uow, made))


def _expected(uow: UnitOfWork, told: GameRehearsal) -> Mapping[Difficulty, Expected]:
    if told.today is None:
        return {}
    span = told.draft.span
    choices = [
        Choice(Difficulty(one.difficulty), one.chosen, one.reached)
        for one in uow.challenge_figures.by_week(span.first)
        if one.monday <= span.last
    ]
    return expect(told.draft.challenges, told.today.challenges, choices)


def _proposing(uow: UnitOfWork, played: Played, span: Span) -> Proposing:
    return Proposing(
        {monday: last_standing(played, monday) for monday in mondays(span.first, span.last)},
        played.suspended,
        {one.name for one in uow.sponsored.halts()},
        len(uow.badges.open_routes()),
    )
