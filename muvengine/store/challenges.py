"""Challenges that were chosen, and who is in them, at rest."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    Connection,
    Row,
    bindparam,
    func,
    literal_column,
    select,
    union_all,
    update,
)

from muvengine.core.errors import NotFound
from muvengine.core.game.challenges.aim import Progress
from muvengine.core.game.challenges.challenge import Difficulty
from muvengine.core.game.challenges.running import Player, Run
from muvengine.core.game.challenges.sponsored import LIFE_DAYS_MAX
from muvengine.core.trips.trip import Trip
from muvengine.store.insert_once import insert_once
from muvengine.store.prepared import Prepared
from muvengine.store.tables import metadata

_RUN: Final = metadata.tables["challenge_run"]
_PLAYER: Final = metadata.tables["challenge_player"]
_MEMBER: Final = metadata.tables["team_member"]
_IN: Final = _PLAYER.c.left_at.is_(None)
_DAY: Final = bindparam("day", type_=_RUN.c.first_day.type)
_WHO: Final = bindparam("person_id", type_=_PLAYER.c.person_id.type)
_NOT_BEFORE: Final = bindparam("not_before", type_=_RUN.c.first_day.type)
_TEAM_RUN: Final = _RUN.alias("team_run")
# By the keys of one person alone: every upload asks.  A team is everybody who counts in it for
# the whole week, whether they joined its challenge or not.
_MINE: Final = union_all(
    select(_PLAYER.c.run_id).where(
        _PLAYER.c.person_id == _WHO, _IN, _PLAYER.c.first_day.between(_NOT_BEFORE, _DAY)
    ),
    select(_TEAM_RUN.c.id)
    .join(_MEMBER, _MEMBER.c.team_id == _TEAM_RUN.c.team_id)
    .where(
        _MEMBER.c.person_id == _WHO,
        _MEMBER.c.first_day <= _DAY,
        func.coalesce(_MEMBER.c.last_day, _DAY) >= _DAY,
        _TEAM_RUN.c.first_day.between(_NOT_BEFORE, _DAY),
    ),
)
_TOUCHED: Final = (
    update(_RUN)
    .where(_RUN.c.id.in_(_MINE), _RUN.c.last_day >= _DAY)
    .values(touched=_RUN.c.touched + literal_column("1"))
)
_TOUCH: Final = Prepared(_TOUCHED)
_LOSE: Final = Prepared(
    _TOUCHED.values(lost_trip_id=bindparam("trip_id", type_=_RUN.c.lost_trip_id.type))
)


class ChallengeStore:
    """Keep and find challenges inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def touch(self, trip: Trip, *, less: bool) -> None:
        """Let rewards be looked at again wherever a trip may matter.

        Args:
            trip: whose sheet is new.
            less: it counts for less than before.
        """
        day = trip.local_day
        not_before = day - timedelta(days=LIFE_DAYS_MAX)
        values = {"person_id": trip.person_id, "day": day, "not_before": not_before}
        if less:
            _LOSE.run(self._connection, {**values, "trip_id": trip.id})
        else:
            _TOUCH.run(self._connection, values)

    def touch_all(self) -> int:
        """Let rewards of every challenge be looked at again; give how many there are."""
        again = update(_RUN).values(touched=_RUN.c.touched + 1)
        return self._connection.execute(again).rowcount

    def touch_run(self, run_id: int) -> None:
        """Let rewards of one challenge be looked at again."""
        again = update(_RUN).where(_RUN.c.id == run_id).values(touched=_RUN.c.touched + 1)
        self._connection.execute(again)

    def unsettled(self, *, after: int, count: int) -> list[int]:
        """Give challenges that changed since rewards were last looked at, by number."""
        query = select(_RUN.c.id).where(_RUN.c.settled < _RUN.c.touched, _RUN.c.id > after)
        return list(self._connection.execute(query.order_by(_RUN.c.id).limit(count)).scalars())

    def settled(self, run_id: int, touched: int) -> None:
        """Note that rewards were looked at, as far as a reading went."""
        mine = (_RUN.c.id == run_id) & (_RUN.c.settled < touched)
        self._connection.execute(update(_RUN).where(mine).values(settled=touched))

    def begin(self, run: Run, *, now: datetime) -> int | None:
        """Keep a new challenge; None where a team has it already, or the code is taken."""
        values = {
            "challenge": run.name,
            "version_id": run.version_id,
            "sponsored_id": run.sponsored_id,
            "difficulty": str(run.difficulty),
            "first_day": run.first_day,
            "last_day": run.last_day,
            "target": run.target,
            "modes": list(run.modes),
            "points": run.points,
            "team_id": run.team_id,
            "code": run.code,
            "begun_at": now,
            "ended_reason": "",
            "touched": 1,
            "settled": 0,
        }
        number = insert_once(self._connection, _RUN, values, returning=_RUN.c.id)
        return None if number is None else int(number)

    def get(self, run_id: int) -> Run:
        """Find a challenge.

        Raises:
            NotFound: no such one.
        """
        row = self._connection.execute(select(_RUN).where(_RUN.c.id == run_id)).first()
        if row is None:
            raise NotFound(kind="challenge")
        return _run(row)

    def locked(self, run_id: int) -> Run:
        """Hold a challenge still until the transaction ends.

        Raises:
            NotFound: no such one.
        """
        held = select(_RUN.c.id).where(_RUN.c.id == run_id).with_for_update()
        self._connection.execute(held)
        return self.get(run_id)

    def by_code(self, code: str) -> Run | None:
        """Find the challenge of two by its code as ``normalise`` gives it."""
        row = self._connection.execute(select(_RUN).where(_RUN.c.code == code)).first()
        return None if row is None else _run(row)

    def of_team(self, team_id: int, monday: date) -> tuple[Run, ...]:
        """List the challenges that a team has begun for a week and that were not ended."""
        mine = (_RUN.c.team_id == team_id) & (_RUN.c.first_day == monday)
        query = select(_RUN).where(mine, _RUN.c.ended_at.is_(None)).order_by(_RUN.c.id)
        return tuple(_run(row) for row in self._connection.execute(query))

    def of_sponsored(self, sponsored_id: int) -> tuple[Run, ...]:
        """List everybody's run of a shop's challenge."""
        query = select(_RUN).where(_RUN.c.sponsored_id == sponsored_id).order_by(_RUN.c.id)
        return tuple(_run(row) for row in self._connection.execute(query))

    def join(self, run: Run, person_id: int, *, by: int | None, now: datetime) -> int | None:
        """Put somebody in; None where they are in another one of this kind."""
        values = {
            "run_id": run.id,
            "person_id": person_id,
            "role": run.role,
            "first_day": run.first_day,
            "chosen_at": now,
            "chosen_by": by,
            "done": 0,
            "reached": False,
            "waits": "",
        }
        number = insert_once(self._connection, _PLAYER, values, returning=_PLAYER.c.id)
        return None if number is None else int(number)

    def leave(self, player_id: int, now: datetime) -> None:
        """Let somebody leave."""
        self._change(player_id, left_at=now)

    def note(self, player_id: int, progress: Progress, waits: str) -> None:
        """Keep how far somebody is, and why a voucher waits."""
        self._change(player_id, done=progress.done, reached=progress.reached, waits=waits)

    def players(self, run_id: int) -> tuple[Player, ...]:
        """List who is in a challenge, the first one first."""
        query = select(_PLAYER).where(_PLAYER.c.run_id == run_id, _IN).order_by(_PLAYER.c.id)
        return tuple(_player(row) for row in self._connection.execute(query))

    def mine(self, person_id: int, since: date) -> tuple[tuple[Player, Run], ...]:
        """List the challenges somebody is in that last at least to a day, the latest first."""
        query = (
            select(_PLAYER.c.id, _RUN.c.id)
            .join(_RUN, _RUN.c.id == _PLAYER.c.run_id)
            .where(_PLAYER.c.person_id == person_id, _IN, _RUN.c.last_day >= since)
            .order_by(_RUN.c.first_day.desc(), _PLAYER.c.id.desc())
        )
        found = self._connection.execute(query).all()
        return tuple((self.player(one), self.get(run)) for one, run in found)

    def player(self, player_id: int) -> Player:
        """Find somebody in a challenge by the row's number.

        Raises:
            NotFound: no such one.
        """
        row = self._connection.execute(select(_PLAYER).where(_PLAYER.c.id == player_id)).first()
        if row is None:
            raise NotFound(kind="challenge")
        return _player(row)

    def end(self, run_ids: Collection[int], reason: str, now: datetime) -> None:
        """Let challenges end: sheets that are made from now on count no more."""
        mine = _RUN.c.id.in_(run_ids) & _RUN.c.ended_at.is_(None)
        values = {"ended_at": now, "ended_reason": reason, "touched": _RUN.c.touched + 1}
        self._connection.execute(update(_RUN).where(mine).values(values))

    def going(self, name: str, today: date) -> list[int]:
        """Give the challenges of a name that last on a day and were not ended, by number."""
        query = select(_RUN.c.id).where(_RUN.c.challenge == name, _RUN.c.last_day >= today)
        return list(self._connection.execute(query.where(_RUN.c.ended_at.is_(None))).scalars())

    def _change(self, player_id: int, **values: object) -> None:
        changed = update(_PLAYER).where(_PLAYER.c.id == player_id).values(**values)
        self._connection.execute(changed)


def _run(row: Row[Any]) -> Run:
    return Run(
        name=row.challenge,
        difficulty=Difficulty(row.difficulty),
        modes=tuple(row.modes),
        **{name: getattr(row, name) for name in _AS_THEY_ARE},
    )


_AS_THEY_ARE: Final = (
    "id", "first_day", "last_day", "target", "points", "version_id", "sponsored_id", "team_id",
    "code", "ended_at", "ended_reason", "touched", "settled", "lost_trip_id",
)  # fmt: skip


def _player(row: Row[Any]) -> Player:
    return Player(
        row.id, row.run_id, row.person_id, row.left_at, row.done, bool(row.reached), row.waits
    )
