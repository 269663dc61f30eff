"""What challenges have brought, and days without a car, at rest."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, insert, select, update

from muvengine.core.game.challenges.running import Reward
from muvengine.core.vouchers.voucher import Voucher
from muvengine.store.insert_once import insert_once
from muvengine.store.tables import metadata
from muvengine.store.vouchers import as_voucher, select_vouchers

_REWARD: Final = metadata.tables["challenge_reward"]
_DAY: Final = metadata.tables["car_free_day"]
_VOUCHER: Final = metadata.tables["voucher"]


class ChallengeRewardStore:
    """Keep rewards inside one transaction; call ``TripStore.lock_owner`` before."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def standing(self, player_id: int) -> Reward | None:
        """Give the reward that somebody in a challenge holds; None where there is none."""
        mine = (_REWARD.c.player_id == player_id) & _REWARD.c.back_at.is_(None)
        row = self._connection.execute(select(_REWARD).where(mine)).first()
        return None if row is None else _reward(row)

    def of_players(self, player_ids: Collection[int]) -> dict[int, Reward]:
        """Give the last reward of each, whether it stands or was taken back."""
        query = select(_REWARD).where(_REWARD.c.player_id.in_(player_ids)).order_by(_REWARD.c.id)
        return {row.player_id: _reward(row) for row in self._connection.execute(query)}

    def earlier(self, player_id: int) -> tuple[int, int]:
        """Tell how often a reward was paid and taken back, and how much of it was kept then."""
        query = select(_REWARD.c.kept_points).where(
            _REWARD.c.player_id == player_id, _REWARD.c.back_at.is_not(None)
        )
        kept = self._connection.execute(query).scalars().all()
        return len(kept), sum(kept)

    def give(self, reward: Reward) -> None:
        """Keep a reward; a second one beside it is refused by the database."""
        values = {
            "player_id": reward.player_id,
            "person_id": reward.person_id,
            "wanted_points": reward.wanted_points,
            "points": reward.points,
            "journal_id": reward.journal_id,
            "voucher_id": reward.voucher_id,
            "got_at": reward.got_at,
            "kept_points": 0,
        }
        self._connection.execute(insert(_REWARD).values(values))

    def take_back(
        self,
        reward: Reward,
        journal_id: int | None,
        *,
        kept: int,
        trip_id: int | None,
        at: datetime,
    ) -> None:
        """Note that a reward went back: by which journal, with which trip, and what was spent."""
        values = {
            "back_journal_id": journal_id,
            "back_at": at,
            "kept_points": kept,
            "lost_trip_id": trip_id,
        }
        self._connection.execute(update(_REWARD).where(_REWARD.c.id == reward.id).values(values))

    def voucher(self, voucher_id: int) -> Voucher:
        """Give the voucher of a reward."""
        query = select_vouchers(_VOUCHER.c.id == voucher_id)
        return as_voucher(self._connection.execute(query).one())

    def say_car_free(self, person_id: int, day: date, *, by: int | None, now: datetime) -> bool:
        """Keep a day without a car; False where it was said before."""
        values = {"person_id": person_id, "day": day, "said_at": now, "said_by": by}
        return insert_once(self._connection, _DAY, values, returning=_DAY.c.day) is not None

    def unsay_car_free(self, person_id: int, day: date) -> bool:
        """Forget a day without a car; False where it was not said."""
        mine = (_DAY.c.person_id == person_id) & (_DAY.c.day == day)
        return self._connection.execute(delete(_DAY).where(mine)).rowcount == 1

    def car_free(
        self, person_ids: Collection[int], first: date, last: date
    ) -> dict[int, list[date]]:
        """Give days without a car from one day to another, both included, by person."""
        query = select(_DAY.c.person_id, _DAY.c.day).where(
            _DAY.c.person_id.in_(person_ids), _DAY.c.day.between(first, last)
        )
        found: dict[int, list[date]] = {}
        for row in self._connection.execute(query.order_by(_DAY.c.day)):
            found.setdefault(row.person_id, []).append(row.day)
        return found


def _reward(row: Row[Any]) -> Reward:
    return Reward(
        player_id=row.player_id,
        person_id=row.person_id,
        wanted_points=row.wanted_points,
        points=row.points,
        journal_id=row.journal_id,
        voucher_id=row.voucher_id,
        got_at=row.got_at,
        back_at=row.back_at,
        lost_trip_id=row.lost_trip_id,
        id=row.id,
    )
