"""A trip together with what it earned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from muvengine.core.rules.sheet import Sheet
from muvengine.core.trips.trip import Trip


@dataclass(frozen=True, slots=True)
class PaidTrip:
    """A trip with the sheet that holds, as a program reads it.

    Attributes:
        trip: the trip.
        sheet: the one that holds.
        spendable_at: when its points can be spent; None when they can be, or it has none.
    """

    trip: Trip
    sheet: Sheet
    spendable_at: datetime | None
