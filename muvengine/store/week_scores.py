"""What weeks hold, at rest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import reduce
from operator import add
from typing import Any, Final

from sqlalchemy import Connection, bindparam, case, false, select, true, update
from sqlalchemy.dialects import postgresql, sqlite

from muvengine.core.game.weeks import WeekScore
from muvengine.store.prepared import Prepared, placed, places
from muvengine.store.tables import metadata
from muvengine.store.tables.game import DAYS

_WEEK: Final = metadata.tables["week_score"]
_FIGURES: Final = ("experience", "trips", *DAYS)
_MINE: Final = Prepared(
    select(_WEEK).where(_WEEK.c.person_id == bindparam("person_id")).order_by(_WEEK.c.monday)
)
TOGETHER: Final = 200
"""People whose weeks are read at once."""

_ACTIVE_DAYS: Final = reduce(add, (case((_WEEK.c[day] > 0, 1), else_=0) for day in DAYS))
_THEIRS: Final = Prepared(
    select(_WEEK.c.person_id, _WEEK.c.monday, _ACTIVE_DAYS.label("active")).where(
        _WEEK.c.person_id.in_(places("person", TOGETHER)), _WEEK.c.trips > 0
    )
)


def _adding(dialect: Any) -> Any:  # noqa: ANN401  two dialects, two insert classes
    row = dialect.insert(_WEEK)
    more = {name: _WEEK.c[name] + row.excluded[name] for name in _FIGURES}
    return row.on_conflict_do_update(
        index_elements=[_WEEK.c.person_id, _WEEK.c.monday], set_={**more, "settled": false()}
    )


_ADD: Final = Prepared({"sqlite": _adding(sqlite), "postgresql": _adding(postgresql)})


class WeekScoreStore:
    """Read and add to weeks inside one transaction; call ``TripStore.lock_owner`` before."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, person_id: int, more: WeekScore) -> None:
        """Add to a week; figures below zero take away."""
        _ADD.run(self._connection, {"person_id": person_id, "settled": False, **columns(more)})

    def of(self, person_id: int) -> tuple[WeekScore, ...]:
        """Give a person's weeks, the first one first; those without a trip may be left out."""
        rows = _MINE.all(self._connection, {"person_id": person_id})
        return tuple(week_of(row) for row in rows)

    def active_days(self, people: Sequence[int]) -> dict[int, dict[date, int]]:
        """Tell on how many days up to ``TOGETHER`` people were active, by person and Monday."""
        found: dict[int, dict[date, int]] = {person: {} for person in people}
        for person, monday, active in _THEIRS.all(
            self._connection, placed("person", people, TOGETHER)
        ):
            found[person][monday] = active
        return found

    def unsettled(self, last: date) -> list[int]:
        """Give people one of whose weeks changed since rewards were last looked at, in order.

        Args:
            last: Monday of the last week that is looked at.
        """
        changed = (_WEEK.c.settled == false(), _WEEK.c.monday <= last)
        query = select(_WEEK.c.person_id).where(*changed).distinct().order_by(_WEEK.c.person_id)
        return [int(number) for number in self._connection.execute(query).scalars()]

    def settle(self, people: Sequence[int], last: date) -> None:
        """Note that rewards were looked at, for the weeks of some people up to one."""
        asked = _WEEK.c.person_id.in_(people) & (_WEEK.c.monday <= last)
        changed = update(_WEEK).where(asked, _WEEK.c.settled == false())
        self._connection.execute(changed.values(settled=true()))

    def unsettle(self, first: date) -> None:
        """Let rewards be looked at again, for everybody's weeks from one on."""
        self._connection.execute(
            update(_WEEK).where(_WEEK.c.monday >= first).values(settled=false())
        )


def columns(week: WeekScore) -> dict[str, Any]:
    """Give a week as the columns of its row."""
    return {
        "monday": week.monday,
        "experience": week.experience,
        "trips": week.trips,
        **dict(zip(DAYS, week.days, strict=True)),
    }


def week_of(row: Any) -> WeekScore:  # noqa: ANN401  a row of either kind
    """Read a row."""
    # One after the other: the job of a week reads half a million.
    days = (row.mon, row.tue, row.wed, row.thu, row.fri, row.sat, row.sun)
    return WeekScore(row.monday, row.experience, row.trips, days)
