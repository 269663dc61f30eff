"""Pauses that people asked for, and rewards for weeks in a row, at rest."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, insert, select, update

from muvengine.core.game.held import PaidReward
from muvengine.core.game.streak import Pause
from muvengine.store.insert_once import insert_once
from muvengine.store.tables import metadata

_PAUSE: Final = metadata.tables["streak_pause"]
_REWARD: Final = metadata.tables["streak_reward"]


class StreakStore:
    """Keep pauses and rewards inside one transaction; call ``TripStore.lock_owner`` before."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def pauses(self, person_id: int) -> tuple[Pause, ...]:
        """List somebody's pauses, the first one first."""
        query = select(_PAUSE.c.first_week, _PAUSE.c.end_week)
        rows = self._connection.execute(
            query.where(_PAUSE.c.person_id == person_id).order_by(_PAUSE.c.id)
        )
        return tuple(Pause(row.first_week, row.end_week) for row in rows)

    def pauses_of(self, people: Collection[int]) -> dict[int, list[Pause]]:
        """List the pauses of people, by person."""
        query = select(_PAUSE.c.person_id, _PAUSE.c.first_week, _PAUSE.c.end_week)
        found: dict[int, list[Pause]] = {}
        theirs = query.where(_PAUSE.c.person_id.in_(people)).order_by(_PAUSE.c.id)
        for row in self._connection.execute(theirs):
            found.setdefault(row.person_id, []).append(Pause(row.first_week, row.end_week))
        return found

    def weeks_rewarded(self, people: Collection[int]) -> dict[int, set[int]]:
        """Tell for how many weeks in a row people hold rewards, by person."""
        standing = (_REWARD.c.person_id.in_(people), _REWARD.c.back_at.is_(None))
        query = select(_REWARD.c.person_id, _REWARD.c.weeks).where(*standing)
        found: dict[int, set[int]] = {}
        for person_id, weeks in self._connection.execute(query):
            found.setdefault(person_id, set()).add(weeks)
        return found

    def pause(self, person_id: int, first_week: date, *, by: int | None, now: datetime) -> bool:
        """Begin a pause; False when one lasts already."""
        values = {"person_id": person_id, "first_week": first_week, "asked_at": now, "asked_by": by}
        number = insert_once(self._connection, _PAUSE, values, returning=_PAUSE.c.id)
        return number is not None

    def resume(self, person_id: int, end_week: date) -> bool:
        """End the pause that lasts; False when none does."""
        lasting = (_PAUSE.c.person_id == person_id) & _PAUSE.c.end_week.is_(None)
        changed = self._connection.execute(update(_PAUSE).where(lasting).values(end_week=end_week))
        return changed.rowcount == 1

    def rewards(self, person_id: int) -> tuple[PaidReward, ...]:
        """List the rewards that stand, by their number of weeks."""
        query = (
            select(_REWARD)
            .where(_REWARD.c.person_id == person_id, _REWARD.c.back_at.is_(None))
            .order_by(_REWARD.c.weeks)
        )
        return tuple(_paid(row) for row in self._connection.execute(query))

    def earlier(self, person_id: int, weeks: int) -> tuple[int, int]:
        """Tell how often a reward was paid and taken back, and how much of it was kept then."""
        query = select(_REWARD.c.kept_points).where(
            _REWARD.c.person_id == person_id,
            _REWARD.c.weeks == weeks,
            _REWARD.c.back_at.is_not(None),
        )
        kept = self._connection.execute(query).scalars().all()
        return len(kept), sum(kept)

    def pay(self, paid: PaidReward) -> None:
        """Keep a reward; one that stands already is refused by the database."""
        row = {
            "person_id": paid.person_id,
            "weeks": paid.weeks,
            "monday": paid.monday,
            "wanted_points": paid.wanted_points,
            "points": paid.points,
            "journal_id": paid.journal_id,
            "paid_at": paid.paid_at,
            "kept_points": 0,
        }
        self._connection.execute(insert(_REWARD).values(row))

    def take_back(
        self, reward_id: int, journal_id: int | None, *, kept_points: int, now: datetime
    ) -> None:
        """Note that a reward went back, by which journal, and what of it was spent already."""
        values = {"back_journal_id": journal_id, "back_at": now, "kept_points": kept_points}
        self._connection.execute(update(_REWARD).where(_REWARD.c.id == reward_id).values(values))


def _paid(row: Row[Any]) -> PaidReward:
    return PaidReward(
        id=row.id,
        person_id=row.person_id,
        weeks=row.weeks,
        monday=row.monday,
        wanted_points=row.wanted_points,
        points=row.points,
        journal_id=row.journal_id,
        paid_at=row.paid_at,
        back_at=row.back_at,
    )
