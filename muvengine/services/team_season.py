"""The season in which teams play now.

Called inside another service's transaction.
"""

from __future__ import annotations

from datetime import date, datetime

from muvengine.core.errors import NotPossible
from muvengine.core.ledger.season import Season
from muvengine.store.unit_of_work import UnitOfWork


def local_day(uow: UnitOfWork, now: datetime) -> date:
    """Give the town's day."""
    return now.astimezone(uow.programme.get().zone).date()


def season_on(uow: UnitOfWork, day: date) -> Season | None:
    """Give the latest season that holds a local day."""
    held = (one for one in uow.seasons.listed() if one.first_day <= day <= one.last_day)
    return next(held, None)


def season_of_play(uow: UnitOfWork, day: date) -> Season:
    """Give the season in which teams are made and joined today.

    Raises:
        NotPossible: no season holds the day.
    """
    season = season_on(uow, day)
    if season is None:
        raise NotPossible(season="none")
    return season
