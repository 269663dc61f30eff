"""Leaderboards at rest: weeks by mode, those of groups, and the places of people on boards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from muvengine.core.game.boards import (
    ALL,
    Figures,
    GroupWeek,
    Period,
    WeekMore,
    active_days,
    month_of,
)
from muvengine.core.ledger.season import Season
from muvengine.store.prepared import Prepared
from muvengine.store.tables import metadata
from muvengine.store.tables.boards import METRICS

WEEK: Final = metadata.tables["board_week"]
GROUP: Final = metadata.tables["board_group"]
PLACE: Final = metadata.tables["board_place"]
TEAM: Final = "team"
QUARTER: Final = "quarter"

Group = tuple[str, str]
"""Kind and key."""


class Moved(NamedTuple):
    """What a week in one mode has gained, as boards count it.

    Attributes:
        mode: "" for all.
        figures: days are active ones; below zero something was lost.
        active: 1 where there was no trip before, -1 where there is none any more.
    """

    mode: str
    figures: Figures
    active: int


def _adding(table: Any, columns: Sequence[str], dialect: Any) -> Any:  # noqa: ANN401  two dialects
    row = dialect.insert(table)
    more = {name: table.c[name] + row.excluded[name] for name in columns}
    return row.on_conflict_do_update(index_elements=list(table.primary_key), set_=more)


def _added(table: Any, columns: Sequence[str]) -> Prepared:  # noqa: ANN401  a table
    return Prepared(
        {
            "sqlite": _adding(table, columns, sqlite),
            "postgresql": _adding(table, columns, postgresql),
        }
    )


@cache
def _weeks_added(count: int) -> Prepared:
    """Add so many modes of one week in one statement, and give what there is then."""

    def write(dialect: Any) -> Any:  # noqa: ANN401  two dialects
        values: list[dict[str, Any]] = [
            {
                "person_id": bindparam("person"),
                "monday": bindparam("week"),
                "mode": bindparam(f"mode_{number}"),
                **{name: bindparam(f"{name}_{number}") for name in METRICS},
            }
            for number in range(count)
        ]
        row = dialect.insert(WEEK).values(values)
        more = {name: WEEK.c[name] + row.excluded[name] for name in METRICS}
        kept = row.on_conflict_do_update(index_elements=list(WEEK.primary_key), set_=more)
        return kept.returning(WEEK.c.mode, WEEK.c.trips, WEEK.c.days)

    return Prepared({"sqlite": write(sqlite), "postgresql": write(postgresql)})


_ADD_GROUP: Final = _added(GROUP, (*METRICS, "active"))
_ADD_PLACE: Final = _added(PLACE, METRICS)
_GROUPS: Final = Prepared(
    select(GROUP)
    .where(
        GROUP.c.kind == bindparam("kind"),
        GROUP.c.mode == bindparam("mode"),
        GROUP.c.monday.between(bindparam("first"), bindparam("last")),
        GROUP.c.active > 0,
    )
    .order_by(GROUP.c.monday, GROUP.c.group_key)
)


class BoardStore:
    """Keep boards inside one transaction; call ``TripStore.lock_owner`` before adding."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, person_id: int, monday: date, more: Mapping[str, WeekMore]) -> list[Moved]:
        """Add to somebody's week, by mode; give what that changes for boards."""
        if not more:
            return []
        values: dict[str, object] = {"person": person_id, "week": monday}
        for number, (mode, one) in enumerate(more.items()):
            values[f"mode_{number}"] = mode
            for name, figure in zip(METRICS, one, strict=True):
                values[f"{name}_{number}"] = figure
        rows = _weeks_added(len(more)).all(self._connection, values)
        return [_moved(row, more[row.mode]) for row in rows]

    def add_groups(self, groups: Sequence[Group], monday: date, moved: Sequence[Moved]) -> None:
        """Add what has moved to the week of each group."""
        rows = [
            {
                "kind": kind,
                "group_key": key,
                "monday": monday,
                "mode": one.mode,
                "active": one.active,
                **dict(zip(METRICS, one.figures, strict=True)),
            }
            # One order for everybody: two uploads must not wait for each other.
            for kind, key in sorted(groups)
            for one in sorted(moved)
        ]
        _ADD_GROUP.run_many(self._connection, rows)

    def add_places(
        self, person_id: int, monday: date, season: Season | None, moved: Sequence[Moved]
    ) -> None:
        """Add what has moved to somebody's places.

        Args:
            person_id: who is on boards.
            monday: of the week.
            season: to which it belongs; None for none.
            moved: as ``add`` gave it.
        """
        rows = [
            {
                "person_id": person_id,
                "period": str(period),
                "first_day": first_day,
                "mode": one.mode,
                **dict(zip(METRICS, one.figures, strict=True)),
            }
            for period, first_day in _periods(monday, season)
            for one in moved
        ]
        _ADD_PLACE.run_many(self._connection, rows)

    def groups(self, kind: str, mode: str, first: date, last: date) -> list[GroupWeek]:
        """Give the weeks in which somebody of a group took part, from one Monday to another."""
        asked = {"kind": kind, "mode": mode, "first": first, "last": last}
        return [
            GroupWeek(
                row.group_key,
                row.monday,
                row.active,
                Figures(row.experience, row.distance_m, row.trips, row.days),
            )
            for row in _GROUPS.all(self._connection, asked)
        ]

    def modes(self, first: date, last: date) -> tuple[str, ...]:
        """List the modes in which any group has moved between two weeks."""
        query = (
            select(GROUP.c.mode)
            .where(GROUP.c.monday.between(first, last), GROUP.c.mode != ALL, GROUP.c.active > 0)
            .distinct()
            .order_by(GROUP.c.mode)
        )
        return tuple(self._connection.execute(query).scalars())


def _moved(row: Any, more: WeekMore) -> Moved:  # noqa: ANN401  a row
    days = active_days(row.days) - active_days(row.days - more.days)
    active = (row.trips > 0) - (row.trips - more.trips > 0)
    return Moved(row.mode, Figures(more.experience, more.distance_m, more.trips, days), active)


def _periods(monday: date, season: Season | None) -> list[tuple[Period, date]]:
    periods = [(Period.WEEK, monday), (Period.MONTH, month_of(monday))]
    return [*periods, (Period.SEASON, season.first_day)] if season else periods
