"""An organiser lets a season give points."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from muvengine.core.ledger import events
from muvengine.core.ledger.journal import By
from muvengine.core.people.actor import Actor
from muvengine.store.unit_of_work import UnitOfWork

OpenUow = Callable[[], UnitOfWork]


@dataclass(frozen=True, slots=True)
class SeasonGrant:
    """An envelope of points for a stretch of days.

    Attributes:
        key: names the season, at most 32 characters.
        first_day, last_day: local days, both included.
        points: whole; 0 only opens the season, for points that are carried to it.
        reference: of the decision; the same reference never counts twice.
    """

    key: str
    first_day: date
    last_day: date
    points: int
    reference: str = "1"


def fund_season(open_uow: OpenUow, grant: SeasonGrant, *, actor: Actor, now: datetime) -> bool:
    """Add points to a season's envelope; a new season is opened.

    Args:
        open_uow: starts a writing transaction.
        grant: how many, for which days.
        actor: by whose hand.
        now: aware.

    Returns:
        False when this reference was posted before; nothing was done then.

    Raises:
        NotPossible: another season has some of these days, or this one has other days.
    """
    with open_uow() as uow:
        season = uow.ledger.open_season(grant.key, grant.first_day, grant.last_day)
        # Weeks that were there before their season did.
        uow.board_rows.place_all(uow.seasons.get(grant.key))
        if not grant.points:
            uow.commit()
            return True
        event = events.season_fund(season, grant.points, grant.reference, By(actor, now))
        if uow.ledger.posted(event.business_key) is not None:
            return False
        uow.ledger.post(event, now)
        uow.commit()
    return True
