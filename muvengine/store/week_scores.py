"""What weeks hold, at rest."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, bindparam, false, select, true, update
from sqlalchemy.dialects import postgresql, sqlite

from muvengine.core.game.weeks import Seen, WeekScore
from muvengine.store.prepared import Prepared
from muvengine.store.tables import metadata
from muvengine.store.tables.game import DAYS

_WEEK: Final = metadata.tables["week_score"]
_SCORE: Final = metadata.tables["trip_score"]
_FIGURES: Final = ("experience", "trips", *DAYS)
_MINE: Final = Prepared(
    select(_WEEK).where(_WEEK.c.person_id == bindparam("person_id")).order_by(_WEEK.c.monday)
)
_SEEN: Final = Prepared(
    select(_SCORE.c.created_at, _SCORE.c.experience)
    .where(_SCORE.c.trip_id == bindparam("trip_id"))
    .order_by(_SCORE.c.score_no)
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

    def seen(self, trip_id: int) -> list[Seen]:
        """Give what each kept sheet of a trip gave, the first one first."""
        rows = _SEEN.all(self._connection, {"trip_id": trip_id})
        return [Seen(row.created_at, row.experience) for row in rows]

    def add(self, person_id: int, more: WeekScore) -> None:
        """Add to a week; figures below zero take away."""
        _ADD.run(self._connection, {"person_id": person_id, "settled": False, **columns(more)})

    def of(self, person_id: int) -> tuple[WeekScore, ...]:
        """Give a person's weeks, the first one first; those without a trip may be left out."""
        rows = _MINE.all(self._connection, {"person_id": person_id})
        return tuple(week_of(row) for row in rows)

    def unsettled(self, last: date, *, after: int, count: int) -> list[int]:
        """Give people one of whose weeks changed since rewards were last looked at.

        Args:
            last: Monday of the last week that is looked at.
            after: number of the last person that was given before.
            count: how many at most.
        """
        query = (
            select(_WEEK.c.person_id)
            .where(_WEEK.c.settled == false(), _WEEK.c.monday <= last, _WEEK.c.person_id > after)
            .group_by(_WEEK.c.person_id)
            .order_by(_WEEK.c.person_id)
            .limit(count)
        )
        return [int(number) for number in self._connection.execute(query).scalars()]

    def settle(self, person_id: int, last: date) -> None:
        """Note that rewards were looked at, for the weeks up to one."""
        mine = (_WEEK.c.person_id == person_id) & (_WEEK.c.monday <= last)
        self._connection.execute(update(_WEEK).where(mine).values(settled=true()))

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
    days = tuple(int(getattr(row, day)) for day in DAYS)
    return WeekScore(row.monday, row.experience, row.trips, days)
