"""Teams and their members at rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, func, select, update

from muvengine.core.errors import NotFound
from muvengine.core.game.team import Membership, Team, TeamKind
from muvengine.store.insert_once import insert_once
from muvengine.store.people import name_key
from muvengine.store.tables import metadata

_TEAM: Final = metadata.tables["team"]
_MEMBER: Final = metadata.tables["team_member"]
_STAYING: Final = _MEMBER.c.last_day.is_(None)


@dataclass(frozen=True, slots=True)
class TeamSize:
    """A team, and how many have joined and stay."""

    team: Team
    members: int


class TeamStore:
    """Find and change teams inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, team: Team, *, now: datetime, by: int | None) -> int | None:
        """Keep a new team and give its number.

        Returns:
            None where another of the season has this name, the code is taken, or the season
            has its team for people alone.
        """
        values = {
            "public_id": team.public_id,
            "season_id": team.season_id,
            "name": team.name,
            "name_key": name_key(team.name),
            "kind": str(team.kind),
            "open": team.open,
            "code": team.code,
            "created_at": now,
            "created_by": by,
            "closed_reason": "",
        }
        number = insert_once(self._connection, _TEAM, values, returning=_TEAM.c.id)
        return None if number is None else int(number)

    def get(self, public_id: str) -> Team:
        """Find a team by the random part of its address.

        Raises:
            NotFound: no such team.
        """
        return self._one(_TEAM.c.public_id == public_id)

    def by_code(self, code: str) -> Team | None:
        """Find a team by its code as ``normalise`` gives it."""
        row = self._connection.execute(select(_TEAM).where(_TEAM.c.code == code)).first()
        return None if row is None else _team(row)

    def locked(self, team_id: int) -> Team:
        """Hold a team still until the transaction ends, and give it as it stands.

        Raises:
            NotFound: no such team.
        """
        held = select(_TEAM.c.id).where(_TEAM.c.id == team_id).with_for_update()
        self._connection.execute(held)
        return self._one(_TEAM.c.id == team_id)

    def of_season(self, season_id: int) -> tuple[TeamSize, ...]:
        """List the teams of a season, those that play first, by name."""
        staying = (
            select(func.count())
            .where(_MEMBER.c.team_id == _TEAM.c.id, _STAYING)
            .scalar_subquery()
            .label("staying")
        )
        query = select(_TEAM, staying).where(_TEAM.c.season_id == season_id)
        query = query.order_by(_TEAM.c.closed_at.is_not(None), _TEAM.c.name_key, _TEAM.c.id)
        return tuple(TeamSize(_team(row), row.staying) for row in self._connection.execute(query))

    def names(self, season_id: int) -> dict[int, str]:
        """Give the names of a season's teams by number, also of those that are closed."""
        query = select(_TEAM.c.id, _TEAM.c.name).where(_TEAM.c.season_id == season_id)
        return {row.id: row.name for row in self._connection.execute(query)}

    def close(self, team_id: int, reason: str, *, now: datetime) -> bool:
        """Note that a team plays no more; False when it was closed before."""
        changed = self._connection.execute(
            update(_TEAM)
            .where(_TEAM.c.id == team_id, _TEAM.c.closed_at.is_(None))
            .values(closed_at=now, closed_reason=reason)
        )
        return changed.rowcount == 1

    def join(self, new: Membership, season_id: int, *, now: datetime, by: int | None) -> bool:
        """Put somebody into a team; False where they are in one of this season."""
        values = {
            "team_id": new.team_id,
            "season_id": season_id,
            "person_id": new.person_id,
            "first_day": new.first_day,
            "shown_as": new.shown_as,
            "joined_at": now,
            "joined_by": by,
        }
        return insert_once(self._connection, _MEMBER, values, returning=_MEMBER.c.id) is not None

    def leave(self, person_id: int, team_id: int, last_day: date) -> bool:
        """Let somebody's last week be that of ``last_day``; False where they are not in."""
        mine = (_MEMBER.c.person_id == person_id, _MEMBER.c.team_id == team_id, _STAYING)
        changed = self._connection.execute(update(_MEMBER).where(*mine).values(last_day=last_day))
        return changed.rowcount == 1

    def empty(self, team_id: int, last_day: date) -> int:
        """Let everybody's last week be that of ``last_day``; give how many were in."""
        inside = (_MEMBER.c.team_id == team_id, _STAYING)
        changed = update(_MEMBER).where(*inside).values(last_day=last_day)
        return self._connection.execute(changed).rowcount

    def show_as(self, person_id: int, team_id: int, shown_as: str) -> None:
        """Change what others of the team may read."""
        mine = (_MEMBER.c.person_id == person_id, _MEMBER.c.team_id == team_id, _STAYING)
        self._connection.execute(update(_MEMBER).where(*mine).values(shown_as=shown_as))

    def mine(self, person_id: int, season_id: int) -> tuple[Team, Membership] | None:
        """Give the team that somebody is in now, or has joined for next week."""
        query = (
            select(_TEAM, *(_MEMBER.c[name] for name in _OF_MEMBER))
            .join(_MEMBER, _MEMBER.c.team_id == _TEAM.c.id)
            .where(_MEMBER.c.person_id == person_id, _MEMBER.c.season_id == season_id, _STAYING)
        )
        row = self._connection.execute(query).first()
        return None if row is None else (_team(row), _membership(row))

    def inside(self, person_id: int) -> list[int]:
        """List the numbers of the teams somebody stays in, of every season."""
        query = select(_MEMBER.c.team_id).where(_MEMBER.c.person_id == person_id, _STAYING)
        return list(self._connection.execute(query).scalars())

    def staying(self, team_id: int) -> tuple[Membership, ...]:
        """List who is in a team now, in the order in which they joined."""
        query = select(_MEMBER).where(_MEMBER.c.team_id == team_id, _STAYING)
        rows = self._connection.execute(query.order_by(_MEMBER.c.id))
        return tuple(_membership(row) for row in rows)

    def _one(self, condition: ColumnElement[bool]) -> Team:
        row = self._connection.execute(select(_TEAM).where(condition)).first()
        if row is None:
            raise NotFound(kind="team")
        return _team(row)


_OF_MEMBER: Final = ("person_id", "team_id", "first_day", "last_day", "shown_as")


def _team(row: Row[Any]) -> Team:
    return Team(
        id=row.id,
        public_id=row.public_id,
        season_id=row.season_id,
        name=row.name,
        kind=TeamKind(row.kind),
        open=row.open,
        code=row.code,
        closed_at=row.closed_at,
    )


def _membership(row: Row[Any]) -> Membership:
    return Membership(*(getattr(row, name) for name in _OF_MEMBER))
