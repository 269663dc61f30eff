"""Badges that somebody holds or held, and rewards for weeks in a row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class HeldBadge:
    """A badge of one person.

    Attributes:
        id: the row's number.
        person_id: whose.
        badge: its name in the game.
        version_id: of the game under which it was reached.
        routes: keys of the set routes it asked for, where it asked for all of them.
        trip_id: the trip that brought it; None where no trip did, or where others do since that
            one was taken back.
        got_at: aware.
        lost_at: when it was taken back; None while it is held.
        lost_trip_id: the trip that was taken back then; None where it was a report.
    """

    id: int
    person_id: int
    badge: str
    version_id: int
    routes: tuple[str, ...]
    trip_id: int | None
    got_at: datetime
    lost_at: datetime | None = None
    lost_trip_id: int | None = None


@dataclass(frozen=True, slots=True)
class PaidReward:
    """A reward for weeks in a row that was paid.

    Attributes:
        id: the row's number; 0 before it is kept.
        person_id: whose.
        weeks: in a row.
        monday: of the week that earned it.
        wanted_points: what the game says.
        points: what was paid: less where the season had no more.
        journal_id: None where nothing was left to pay.
        paid_at: aware.
        back_at: when it was taken back; None while it stands.
    """

    id: int
    person_id: int
    weeks: int
    monday: date
    wanted_points: int
    points: int
    journal_id: int | None
    paid_at: datetime
    back_at: datetime | None = None
