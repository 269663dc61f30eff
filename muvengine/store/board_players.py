"""Who is on boards, who plays for which quarter, and what an upload must know of both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Select, bindparam, delete, exists, func, insert, select, update

from muvengine.core.game.boards import ALL
from muvengine.store.boards import PLACE, QUARTER, TEAM, WEEK, Group
from muvengine.store.games import Mark
from muvengine.store.insert_once import insert_once
from muvengine.store.people import name_key
from muvengine.store.prepared import Prepared
from muvengine.store.tables import metadata

_PLAYER: Final = metadata.tables["board_player"]
_QUARTER: Final = metadata.tables["board_quarter"]
_MEMBER: Final = metadata.tables["team_member"]
_SEASON: Final = metadata.tables["season"]
_PROGRAMME: Final = metadata.tables["programme"]
_VERSION: Final = metadata.tables["game_version"]
_PERSON: Final = metadata.tables["person"]
_SUNDAY: Final = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class OnBoards:
    """Somebody who is on boards, as others read them.

    Attributes:
        person_id: who.
        name: chosen.
        joined_at: aware.
    """

    person_id: int
    name: str
    joined_at: datetime


class Around(NamedTuple):
    """What an upload must know before its sheet is noted.

    Attributes:
        mark: of the games that are published; None where there is none.
        groups: for which the person's week counts.
        on_boards: they chose to be.
    """

    mark: Mark | None
    groups: Sequence[Group]
    on_boards: bool


def _staying(table: Any) -> Any:  # noqa: ANN401  a condition
    """Whose week this is: whole weeks, from a Monday to a Sunday."""
    after = table.c.last_day.is_(None) | (table.c.last_day > bindparam("monday"))
    return (
        (table.c.person_id == bindparam("person_id"))
        & (table.c.first_day <= bindparam("monday"))
        & after
    )


def _around() -> Select[Any]:
    team = (
        select(_MEMBER.c.team_id)
        .join(_SEASON, _SEASON.c.id == _MEMBER.c.season_id)
        .where(_staying(_MEMBER))
        .where(_SEASON.c.first_day <= bindparam("sunday"))
        .where(_SEASON.c.last_day >= bindparam("sunday"))
        .limit(1)
    )
    quarter = select(_QUARTER.c.zone_key).where(_staying(_QUARTER)).limit(1)
    player = exists().where(_PLAYER.c.person_id == bindparam("person_id"))
    newest = _VERSION.c.id == select(func.max(_VERSION.c.id)).scalar_subquery()
    return (
        select(
            _PROGRAMME.c.zone,
            _VERSION.c.id.label("version_id"),
            _VERSION.c.sha256,
            _PROGRAMME.c.yardstick_version,
            team.scalar_subquery().label("team_id"),
            quarter.scalar_subquery().label("quarter"),
            player.label("player"),
        )
        .select_from(_PROGRAMME)
        .outerjoin(_VERSION, newest)
    )


_AROUND: Final = Prepared(_around())


class BoardPlayerStore:
    """Find and change who plays, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def around(self, person_id: int, monday: date) -> Around:
        """Tell what a sheet of somebody's week changes besides the week itself."""
        asked = {"person_id": person_id, "monday": monday, "sunday": monday + _SUNDAY}
        row = _AROUND.one(self._connection, asked)
        mark = None
        if row.version_id is not None:
            mark = Mark(row.version_id, row.sha256, row.yardstick_version, row.zone)
        groups = [(TEAM, str(row.team_id))] if row.team_id is not None else []
        if row.quarter is not None:
            groups.append((QUARTER, row.quarter))
        return Around(mark, groups, bool(row.player))

    def get(self, person_id: int) -> OnBoards | None:
        """Give somebody as boards know them; None where they are on none."""
        query = select(_PLAYER).where(_PLAYER.c.person_id == person_id)
        row = self._connection.execute(query).first()
        return None if row is None else OnBoards(row.person_id, row.name, row.joined_at)

    def join(self, person_id: int, name: str, *, by: int | None, now: datetime) -> bool:
        """Put somebody on boards; False where the name is another's, or they are on them."""
        key = name_key(name)
        # A real name that somebody else has is no pseudonym either.
        known = select(_PERSON.c.id).where(_PERSON.c.name_key == key, _PERSON.c.id != person_id)
        if self._connection.execute(known.limit(1)).first() is not None:
            return False
        values = {
            "person_id": person_id,
            "name": name,
            "name_key": key,
            "joined_at": now,
            "joined_by": by,
        }
        made = insert_once(self._connection, _PLAYER, values, returning=_PLAYER.c.person_id)
        return made is not None

    def taken(self, names: Sequence[str]) -> set[str]:
        """Tell which of some names are another's already."""
        keys = {name_key(name): name for name in names}
        query = select(_PLAYER.c.name_key).where(_PLAYER.c.name_key.in_(list(keys)))
        return {keys[key] for key in self._connection.execute(query).scalars()}

    def leave(self, person_id: int) -> bool:
        """Take somebody off every board, and forget their pseudonym."""
        self._connection.execute(delete(PLACE).where(PLACE.c.person_id == person_id))
        gone = delete(_PLAYER).where(_PLAYER.c.person_id == person_id)
        return self._connection.execute(gone).rowcount == 1

    def modes(self, person_id: int) -> tuple[str, ...]:
        """List the modes in which somebody has a place."""
        mine = (PLACE.c.person_id == person_id, PLACE.c.mode != ALL, PLACE.c.trips > 0)
        query = select(PLACE.c.mode).where(*mine).distinct().order_by(PLACE.c.mode)
        return tuple(self._connection.execute(query).scalars())

    def members_experience(self, monday: date) -> dict[int, list[int]]:
        """Give the experience of every member of every team in a week, 0 included, by team."""
        inside = (_MEMBER.c.first_day <= monday) & (
            _MEMBER.c.last_day.is_(None) | (_MEMBER.c.last_day > monday)
        )
        sunday = monday + _SUNDAY
        mine = (WEEK.c.person_id == _MEMBER.c.person_id) & (WEEK.c.monday == monday)
        query = (
            select(_MEMBER.c.team_id, func.coalesce(WEEK.c.experience, 0))
            .join(_SEASON, _SEASON.c.id == _MEMBER.c.season_id)
            .outerjoin(WEEK, mine & (WEEK.c.mode == ALL))
            .where(inside, _SEASON.c.first_day <= sunday, _SEASON.c.last_day >= sunday)
        )
        found: dict[int, list[int]] = {}
        for team, experience in self._connection.execute(query):
            found.setdefault(team, []).append(experience)
        return found

    def quarter(self, person_id: int) -> tuple[str, date] | None:
        """Give the quarter somebody plays for, and from which Monday on; None for none."""
        query = select(_QUARTER.c.zone_key, _QUARTER.c.first_day).where(
            _QUARTER.c.person_id == person_id, _QUARTER.c.last_day.is_(None)
        )
        row = self._connection.execute(query).first()
        return None if row is None else (row.zone_key, row.first_day)

    def leave_quarter(self, person_id: int, last_day: date) -> None:
        """Let somebody's last week for their quarter be that of ``last_day``."""
        mine = (_QUARTER.c.person_id == person_id, _QUARTER.c.last_day.is_(None))
        self._connection.execute(update(_QUARTER).where(*mine).values(last_day=last_day))

    def play_for(
        self, person_id: int, zone_key: str, first_day: date, *, by: int | None, now: datetime
    ) -> None:
        """Let somebody's weeks count for a quarter, from a Monday on."""
        values = {
            "person_id": person_id,
            "zone_key": zone_key,
            "first_day": first_day,
            "said_at": now,
            "said_by": by,
        }
        self._connection.execute(insert(_QUARTER).values(values))
