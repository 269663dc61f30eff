"""Points paid for a report that was confirmed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class ReportReward:
    """Points paid for a report, until it is refused.

    Attributes:
        report_id, person_id: numbers of rows.
        monday: of the local week under whose ceiling it was paid.
        wanted_points: what the game says.
        points: what was paid: less at the ceiling, or where the season had no more.
        journal_id: that paid it; None for 0 points.
        paid_at: aware.
        id: 0 before it is kept.
    """

    report_id: int
    person_id: int
    monday: date
    wanted_points: int
    points: int
    journal_id: int | None
    paid_at: datetime
    id: int = 0
