"""How many chose a challenge, how many reached it, and what that cost."""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from sqlalchemy import Connection, case, func, select

from muvengine.store.tables import metadata

_RUN: Final = metadata.tables["challenge_run"]
_PLAYER: Final = metadata.tables["challenge_player"]
_REWARD: Final = metadata.tables["challenge_reward"]


class ChosenInWeek(NamedTuple):
    """One challenge of the game in one week.

    Attributes:
        monday: of the week.
        name: of the challenge.
        difficulty: at which.
        chosen: how many are in it and did not leave.
        reached: how many have done it, as far as was looked at.
        points: paid and not taken back.
    """

    monday: date
    name: str
    difficulty: str
    chosen: int
    reached: int
    points: int


class ChallengeFigureStore:
    """Sum challenges up inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def by_week(self, since: date) -> tuple[ChosenInWeek, ...]:
        """Sum up the weeks from one on, the latest first."""
        query = (
            select(
                _RUN.c.first_day,
                _RUN.c.challenge,
                _RUN.c.difficulty,
                func.count(_PLAYER.c.id).label("chosen"),
                func.sum(case((_PLAYER.c.reached, 1), else_=0)).label("reached"),
                func.coalesce(func.sum(_REWARD.c.points), 0).label("points"),
            )
            .join(_PLAYER, (_PLAYER.c.run_id == _RUN.c.id) & _PLAYER.c.left_at.is_(None))
            .outerjoin(_REWARD, (_REWARD.c.player_id == _PLAYER.c.id) & _REWARD.c.back_at.is_(None))
            .where(_RUN.c.sponsored_id.is_(None), _RUN.c.first_day >= since)
            .group_by(_RUN.c.first_day, _RUN.c.challenge, _RUN.c.difficulty)
            .order_by(_RUN.c.first_day.desc(), _RUN.c.challenge, _RUN.c.difficulty)
        )
        return tuple(
            ChosenInWeek(
                row.first_day,
                row.challenge,
                row.difficulty,
                int(row.chosen),
                int(row.reached),
                int(row.points),
            )
            for row in self._connection.execute(query)
        )
