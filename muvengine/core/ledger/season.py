"""A season: a stretch of days with an envelope of points, which closes when it is over.

What people hold is theirs and lives as long as its lots.  A trip of a closed season that is
told late, corrected or answered after the closing is paid in full all the same, from the next
season's envelope: its owner did everything in time, or has a right to an answer, and must not
lose because of the town's calendar.  Uploads are refused a week after their trip (a month with
a mediator), so that the next season pays for little.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from muvengine.core.errors import BadInput, NotPossible
from muvengine.core.ledger.account import Account, season_budget

HOLD_DAYS: Final = 7
"""So long after its last day a season still waits for what people upload themselves."""


@dataclass(frozen=True, slots=True)
class Season:
    """A season.

    Attributes:
        id: the row's number.
        key: its name.
        first_day, last_day: local, both included.
        closed_at: aware; None while it gives points.
    """

    id: int
    key: str
    first_day: date
    last_day: date
    closed_at: datetime | None = None

    @property
    def envelope(self) -> Account:
        """Where its points are."""
        return season_budget(self.key, self.id)

    @property
    def closing_from(self) -> date:
        """The first local day on which it can be closed."""
        return self.last_day + timedelta(days=HOLD_DAYS + 1)


def check_closing(
    season: Season, following: Season | None, *, left: int, carried: int, today: date
) -> None:
    """Refuse a closing that cannot be right.

    Args:
        season: to be closed; one that is closed may be closed again, for what came back.
        following: to which points are carried; None for none.
        left: points in the envelope.
        carried: points for the following season.
        today: local.

    Raises:
        NotPossible: it is too early; or the following season is closed or does not follow.
        BadInput: more is carried than there is, or nowhere.
    """
    if today < season.closing_from:
        raise NotPossible(first_day=season.closing_from)
    if not 0 <= carried <= left or (carried and following is None):
        raise BadInput(fields={"carry": "range"})
    if following is None or not carried:
        return
    if following.closed_at is not None or following.first_day <= season.last_day:
        raise NotPossible(season=following.key)
