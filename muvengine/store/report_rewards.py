"""What was paid for reports, at rest."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from sqlalchemy import Connection, insert, select, update

from muvengine.core.spots.reward import ReportReward
from muvengine.store.tables import metadata

_REWARD: Final = metadata.tables["report_reward"]


class ReportRewardStore:
    """Keep rewards inside one transaction; call ``ReportStore.locked`` before."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def standing(self, report_id: int) -> ReportReward | None:
        """Give what stands paid for a report; None for nothing."""
        mine = (_REWARD.c.report_id == report_id) & _REWARD.c.back_at.is_(None)
        row = self._connection.execute(select(_REWARD).where(mine)).first()
        if row is None:
            return None
        return ReportReward(**{name: getattr(row, name) for name in ReportReward.__slots__})

    def earlier(self, report_id: int) -> tuple[int, int]:
        """Tell how often a reward went back, and how much of it was spent and so kept."""
        query = select(_REWARD.c.kept_points).where(
            _REWARD.c.report_id == report_id, _REWARD.c.back_at.is_not(None)
        )
        kept = self._connection.execute(query).scalars().all()
        return len(kept), sum(kept)

    def in_week(self, person_id: int, monday: date, *, besides: int) -> int:
        """Sum what somebody was paid in a week for other reports, and has not given back."""
        query = select(_REWARD.c.points, _REWARD.c.kept_points, _REWARD.c.back_at).where(
            _REWARD.c.person_id == person_id,
            _REWARD.c.monday == monday,
            _REWARD.c.report_id != besides,
        )
        rows = self._connection.execute(query)
        return sum(row.kept_points if row.back_at else row.points for row in rows)

    def pay(self, paid: ReportReward) -> None:
        """Keep a reward; one that stands already is refused by the database."""
        values = {name: getattr(paid, name) for name in ReportReward.__slots__ if name != "id"}
        self._connection.execute(insert(_REWARD).values(kept_points=0, **values))

    def unpay(
        self, reward_id: int, journal_id: int | None, *, kept_points: int, now: datetime
    ) -> None:
        """Note that a reward went back, by which journal, and what of it was spent already."""
        values = {"back_journal_id": journal_id, "back_at": now, "kept_points": kept_points}
        self._connection.execute(update(_REWARD).where(_REWARD.c.id == reward_id).values(values))
