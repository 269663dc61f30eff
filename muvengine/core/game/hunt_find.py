"""What was found in a treasure hunt, by whose hand, and what was paid for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from muvengine.core.game.hunt import Way


@dataclass(frozen=True, slots=True)
class Find:
    """Somebody was at a place.

    Attributes:
        hunt_id, place_id, person_id: numbers of rows.
        way: how they showed it.
        found_at: aware.
        helper_id: who stamped, never the finder; None where the finder read the sign alone.
        device_id: the shop's till that stamped; None for another way.
        back_at: when it was taken back as a wrong stamp; None while it stands.
        back_reason: why.
        id: 0 before it is kept.
    """

    hunt_id: int
    place_id: int
    person_id: int
    way: Way
    found_at: datetime
    helper_id: int | None = None
    device_id: int | None = None
    back_at: datetime | None = None
    back_reason: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class HuntReward:
    """Points paid for a place, or for all of them.

    Attributes:
        hunt_id, person_id: numbers of rows.
        number: of the place; 0 for all of them.
        wanted_points: what the hunt promises.
        points: what was paid: less where the season had no more, or where it was paid before
            and spent.
        journal_id: that paid it; None for 0 points.
        paid_at: aware.
        id: 0 before it is kept.
    """

    hunt_id: int
    person_id: int
    number: int
    wanted_points: int
    points: int
    journal_id: int | None
    paid_at: datetime
    id: int = 0
