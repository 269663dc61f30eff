"""A game that is being written, played on weeks that are over, beside the one that is played."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from muvengine.core.game.game import Game
from muvengine.core.game.rehearsal import GameForecast, GameRehearsal, Span, forecast
from muvengine.core.game.weeks import WEEK
from muvengine.reads.my_week import played_by
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
) -> GameRehearsal | None:
    """Play a game on the last weeks that are closed.

    Args:
        open_reading: starts a reading transaction.
        game: right.
        now: aware.
        weeks: how many, 1 to ``WEEKS_MAX``.
        trips_max: with more trips, badges are left out; None for no limit.

    Returns:
        None where nothing was played yet: there is no past.
    """
    with open_reading() as uow:
        played = played_by(uow)
        if played is None:
            return None
        last = played.open_from(now) - WEEK
        span = Span(last - (weeks - 1) * WEEK, last)
        trips, routes = uow.game_past.trips(span), uow.badges.open_routes()
        badges = trips_max is None or trips <= trips_max

        def told(one: Game) -> GameForecast:
            past = uow.game_past.everybody(span, with_trips=badges)
            return forecast(one, past, span, routes)

        before = played.of_week(last)
        return GameRehearsal(told(game), told(before) if before else None, trips, badges)
