"""The season in which teams are made and joined.

Called inside another service's transaction.
"""

from __future__ import annotations

from datetime import date

from muvengine.core.errors import NotPossible
from muvengine.core.ledger.season import Season
from muvengine.store.unit_of_work import UnitOfWork


def season_of_play(uow: UnitOfWork, day: date) -> Season:
    """Give the season in which teams are made and joined on a local day.

    Raises:
        NotPossible: no season holds the day.
    """
    season = uow.seasons.on_day(day)
    if season is None:
        raise NotPossible(season="none")
    return season
