"""An organiser closes a season that is over: what it did not give goes back, or on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from muvengine.core.errors import NotPossible
from muvengine.core.ledger import events
from muvengine.core.ledger.attempt import Answer, Attempt
from muvengine.core.ledger.journal import By
from muvengine.core.ledger.season import Season, check_closing
from muvengine.services.attempt import OpenUow, once
from muvengine.store.unit_of_work import UnitOfWork

ENDPOINT: Final = "close_season"


@dataclass(frozen=True, slots=True)
class Closing:
    """What is to be done with the points that were not given.

    Attributes:
        key: the season's name.
        points_left: as the organiser saw them; another number stops the closing.
        points_carried: of them, for the next season; the rest is taken back.
    """

    key: str
    points_left: int
    points_carried: int = 0


def close_season(open_uow: OpenUow, closing: Closing, *, attempt: Attempt, now: datetime) -> Answer:
    """Empty the envelope of a season that is over, and close it.

    People keep what they hold.  When points come back later, because an award is taken back,
    a closed season can be closed again; with nothing left that changes nothing.

    Args:
        open_uow: starts a writing transaction.
        closing: which season, and how much goes on.
        attempt: claims the write; its actor closes.
        now: in the town's zone.

    Returns:
        ``{"carried": points, "returned": points}``.

    Raises:
        NotFound: no such season.
        NotPossible: too early; or the envelope holds another number than the organiser saw.
        BadInput: more is carried than there is, or no open season follows.
        KeyReused: the key was used for something else.
    """

    def close(uow: UnitOfWork) -> dict[str, Any]:
        season = uow.seasons.get(closing.key)
        following = uow.seasons.following(season)
        # Held still from here on: no award takes any of them in between.
        left = uow.ledger.lock(season.envelope)
        if left != closing.points_left:
            raise NotPossible(points_left=left)
        carried = closing.points_carried
        check_closing(season, following, left=left, carried=carried, today=now.date())
        if left or season.closed_at is None:
            _empty(uow, season, following, (carried, left - carried), By(attempt.actor, now))
            meta = {"carried": carried, "returned": left - carried}
            uow.audit.append(attempt.actor, "season.close", "season", season.key, meta, at=now)
        return {"carried": carried, "returned": left - carried}

    return once(open_uow, attempt, close)


def _empty(
    uow: UnitOfWork, season: Season, following: Season | None, shares: tuple[int, int], by: By
) -> None:
    carried, returned = shares
    time = uow.seasons.closings(season) + 1
    if carried:
        assert following is not None
        event = events.season_carry(season.envelope, following.envelope, carried, time, by)
        uow.ledger.post(event, by.at)
    if returned:
        uow.ledger.post(events.season_close(season.envelope, returned, time, by), by.at)
    uow.seasons.close(season, now=by.at)
