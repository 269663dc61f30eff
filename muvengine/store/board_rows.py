"""Rows of boards that are sums of weeks: as they should be, compared and written anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import reduce
from operator import add
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    case,
    cast,
    delete,
    func,
    insert,
    literal,
    select,
)
from sqlalchemy.types import Date, String

from muvengine.core.game.boards import Figures, Period, month_of
from muvengine.core.game.weeks import DAYS_A_WEEK
from muvengine.core.ledger.season import Season
from muvengine.store.boards import GROUP, PLACE, QUARTER, TEAM, WEEK, Group
from muvengine.store.connection import is_sqlite
from muvengine.store.seasons import SeasonStore
from muvengine.store.tables import metadata
from muvengine.store.tables.boards import METRICS

_MEMBER: Final = metadata.tables["team_member"]
_SEASON: Final = metadata.tables["season"]
_QUARTER: Final = metadata.tables["board_quarter"]
_PLAYER: Final = metadata.tables["board_player"]
_SIX_DAYS: Final = timedelta(days=6)
_DAY: Final = 512


class RowDiffers(NamedTuple):
    """A row of boards that is not the sum of its weeks.

    Attributes:
        row: names it, by number and key alone.
        kept: as it is.
        due: as it should be.
    """

    row: str
    kept: Sequence[int] | None
    due: Sequence[int] | None


class BoardRowStore:
    """Write sums anew, and compare them, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def recount(self, group: Group, first: date) -> None:
        """Add up a group's weeks again, from one Monday on: its people have changed."""
        kind, key = group
        mine = (GROUP.c.kind == kind) & (GROUP.c.group_key == key) & (GROUP.c.monday >= first)
        self._connection.execute(delete(GROUP).where(mine))
        rows = self._due_groups(kind, key=key, first=first)
        self._write(GROUP, rows)

    def recount_all(self) -> int:
        """Add up everything again; give how many rows were wrong."""
        wrong = len(list(self.differing()))
        if wrong:
            for table, rows in (
                (GROUP, [*self._due_groups(TEAM), *self._due_groups(QUARTER)]),
                (PLACE, self._due_places()),
            ):
                self._connection.execute(delete(table))
                self._write(table, rows)
        return wrong

    def place(self, person_id: int) -> None:
        """Write the places of somebody who comes on boards."""
        self._write(PLACE, self._due_places(person_id))

    def place_all(self, season: Season) -> None:
        """Write the season's places of everybody on boards, unless there are some already."""
        known = select(PLACE.c.person_id).where(
            PLACE.c.period == str(Period.SEASON), PLACE.c.first_day == season.first_day
        )
        if self._connection.execute(known.limit(1)).first() is None:
            due = self._due_places()
            self._write(
                PLACE,
                [
                    row
                    for row in due
                    if (row["period"], row["first_day"]) == (str(Period.SEASON), season.first_day)
                ],
            )

    def differing(self) -> Iterator[RowDiffers]:
        """Give every row that is not the sum of its people's weeks."""
        groups = [*self._due_groups(TEAM), *self._due_groups(QUARTER)]
        yield from self._compare(GROUP, groups, (*METRICS, "active"))
        yield from self._compare(PLACE, self._due_places(), METRICS)

    def _compare(
        self, table: Table, rows: Iterable[dict[str, Any]], columns: Sequence[str]
    ) -> Iterator[RowDiffers]:
        names = [column.name for column in table.primary_key]
        due = {_key(row, names): tuple(int(row[name]) for name in columns) for row in rows}
        found = self._connection.execute(select(table).where(table.c.trips != 0)).mappings()
        kept = {_key(row, names): tuple(row[name] for name in columns) for row in found}
        # What is all zero may be left out.
        odd = select(table).where(table.c.trips == 0, table.c.experience != 0)
        for row in self._connection.execute(odd).mappings():
            kept[_key(row, names)] = tuple(row[name] for name in columns)
        for key in sorted(kept.keys() | due.keys()):
            if kept.get(key) != due.get(key):
                yield RowDiffers(key, kept.get(key), due.get(key))

    def _due_groups(
        self, kind: str, *, key: str | None = None, first: date = date.min
    ) -> list[dict[str, Any]]:
        query = self._of_teams() if kind == TEAM else self._of_quarters()
        query = query.where(WEEK.c.monday >= first, WEEK.c.trips > 0)
        if key is not None:
            whose = _MEMBER.c.team_id == int(key) if kind == TEAM else _QUARTER.c.zone_key == key
            query = query.where(whose)
        return [
            {**row, "kind": kind, **{name: int(row[name]) for name in METRICS}}
            for row in self._connection.execute(query).mappings()
        ]

    def _of_teams(self) -> Select[Any]:
        key = cast(_MEMBER.c.team_id, String)
        return (
            _sums(key)
            .join(_MEMBER, (_MEMBER.c.person_id == WEEK.c.person_id) & _within(_MEMBER))
            .join(_SEASON, (_SEASON.c.id == _MEMBER.c.season_id) & self._in_season())
        )

    def _of_quarters(self) -> Select[Any]:
        mine = (_QUARTER.c.person_id == WEEK.c.person_id) & _within(_QUARTER)
        return _sums(_QUARTER.c.zone_key).join(_QUARTER, mine)

    def _in_season(self) -> ColumnElement[bool]:
        """Tell whether a week's Sunday lies in the season."""
        sunday: ColumnElement[Any] = (
            func.date(WEEK.c.monday, "+6 days")
            if is_sqlite(self._connection)
            else cast(WEEK.c.monday + _SIX_DAYS, Date)
        )
        return (sunday >= _SEASON.c.first_day) & (sunday <= _SEASON.c.last_day)

    def _due_places(self, person_id: int | None = None) -> list[dict[str, Any]]:
        query = (
            select(WEEK, _active().label("active_days"))
            .join(_PLAYER, _PLAYER.c.person_id == WEEK.c.person_id)
            .where(WEEK.c.trips > 0)
        )
        if person_id is not None:
            query = query.where(WEEK.c.person_id == person_id)
        seasons = SeasonStore(self._connection).listed()
        due: dict[tuple[int, str, date, str], Figures] = {}
        for row in self._connection.execute(query):
            more = Figures(row.experience, row.distance_m, row.trips, row.active_days)
            for period, first_day in _periods(row.monday, seasons):
                place = row.person_id, str(period), first_day, row.mode
                due[place] = due.get(place, Figures()).plus(more)
        return [
            {
                "person_id": person,
                "period": period,
                "first_day": first_day,
                "mode": mode,
                **dict(zip(METRICS, figures, strict=True)),
            }
            for (person, period, first_day, mode), figures in due.items()
        ]

    def _write(self, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        if rows:
            self._connection.execute(insert(table), list(rows))


def _sums(key: Any) -> Select[Any]:  # noqa: ANN401  a column
    figures = [WEEK.c.experience, WEEK.c.distance_m, WEEK.c.trips, _active()]
    return select(
        key.label("group_key"),
        WEEK.c.monday,
        WEEK.c.mode,
        *(func.sum(one).label(name) for one, name in zip(figures, METRICS, strict=True)),
        func.count().label("active"),
    ).group_by(key, WEEK.c.monday, WEEK.c.mode)


def _active() -> ColumnElement[int]:
    """Count the days of a packed week that have a trip; see ``core.game.boards``."""
    trips = (WEEK.c.days // literal(_DAY**day) % _DAY for day in range(DAYS_A_WEEK))
    return reduce(add, (case((count > 0, 1), else_=0) for count in trips))


def _within(table: Any) -> ColumnElement[bool]:  # noqa: ANN401  a table of memberships
    """Tell whether a week lies within a membership: whole weeks, a Monday to a Sunday."""
    inside: ColumnElement[bool] = (table.c.first_day <= WEEK.c.monday) & (
        table.c.last_day.is_(None) | (table.c.last_day > WEEK.c.monday)
    )
    return inside


def _periods(monday: date, seasons: Sequence[Season]) -> Iterator[tuple[Period, date]]:
    yield Period.WEEK, monday
    yield Period.MONTH, month_of(monday)
    sunday = monday + _SIX_DAYS
    for season in seasons:
        if season.first_day <= sunday <= season.last_day:
            yield Period.SEASON, season.first_day


def _key(row: Any, names: Sequence[str]) -> str:  # noqa: ANN401  a row
    return ":".join(str(row[name]) for name in names)
