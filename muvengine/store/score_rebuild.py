"""Counters built again from the score sheets that stand, and compared with those that are kept.

A few people are read at a time.  What lies on a helper's row is made by other people's trips,
and so is known only when everybody's sheets are read: of it a number a helper, day and ceiling
is remembered meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    JSON,
    Connection,
    Select,
    Text,
    bindparam,
    cast,
    delete,
    null,
    select,
    union_all,
)

from muvengine.core.rules.counters import is_paid_by_km, owner_of
from muvengine.core.rules.rulebook import Owner
from muvengine.store.everybody import everybody
from muvengine.store.tables import metadata

_PERSON: Final = metadata.tables["person"]
_TRIP: Final = metadata.tables["trip"]
_SCORE: Final = metadata.tables["trip_score"]
_COUNTER: Final = metadata.tables["score_counter"]

# People read by one query: a busy one has some two thousand counters a year.
TOGETHER: Final = 20
ROWS_AT_ONCE: Final = 500
_HELPER: Final = f"{Owner.HELPER.value}:"

_LOCK: Final = select(_PERSON.c.id).where(_PERSON.c.id == bindparam("holder")).with_for_update()
_STANDS: Final = (_SCORE.c.trip_id == _TRIP.c.id) & (_SCORE.c.score_no == _TRIP.c.score_no)
_KEPT: Final = select(_COUNTER.c.person_id, _COUNTER.c.key, _COUNTER.c.value)
_DUE: Final = select(_TRIP.c.person_id, _SCORE.c.counts).join(_SCORE, _STANDS)
_EMPTY: Final = delete(_COUNTER).where(
    _COUNTER.c.person_id == bindparam("holder"),
    _COUNTER.c.key == bindparam("name"),
    _COUNTER.c.value == 0,
)


class Difference(NamedTuple):
    """A counter that is not the sum of what the standing sheets say.

    Attributes:
        holder: number of the person on whose row it is; a helper's counter is the helper's.
        key: see ``core.rules.counters``.
        kept: None where there is none.
        due: None where no sheet names it.
    """

    holder: int
    key: str
    kept: int | None
    due: int | None

    @property
    def row(self) -> str:
        """Name it in one word, by number alone."""
        return f"p:{self.holder}:{self.key}"

    @property
    def missing(self) -> int:
        """What must be added to put it right."""
        return (self.due or 0) - (self.kept or 0)


class ScoreRebuildStore:
    """Compare counters with sheets inside one transaction, and put them right."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def differing(self) -> Iterator[Difference]:
        """Give every counter that differs, person by person; those of helpers come last.

        The transaction must be a reading one: one moment for everything that is read.
        """
        of_helpers = _Sums()
        for first, last in everybody(self._connection, TOGETHER):
            own = _Sums()
            between = {"first": first, "last": last}
            for person, key, value in self._rows(_between(_KEPT, _COUNTER), between):
                (of_helpers if is_helpers(key) else own).keep(person, key, value)
            for person, counts in self._rows(_between(_DUE, _TRIP), between):
                for key, value in counts.items():
                    if is_helpers(key):
                        of_helpers.owe(helper_of(key), key, value)
                    else:
                        own.owe(person, key, value)
            yield from own.differing()
        yield from of_helpers.differing()

    def lock(self, holder: int) -> None:
        """Wait for whoever scores this person's trips, as ``TripStore.lock_owner`` does.

        Also where the account is closed: its counters are compared with its sheets as well.
        """
        self._connection.execute(_LOCK, {"holder": holder})

    def differing_of(self, holder: int, *, helps: bool) -> list[Difference]:
        """Give the counters on one person's row that differ; call ``lock`` before.

        One statement reads both sides as of one moment.  A helper's counters move while their
        row is locked, when a trip that they sent is taken back; what they are off by does not.

        Args:
            holder: the person's number.
            helps: compare what their help has counted, not their own trips: reads every sheet.
        """
        sums = _Sums()
        values = (
            {"holder": holder, "named": f'%"{_HELPER}{holder}:%'} if helps else {"holder": holder}
        )
        for key, value, counts in self._rows(_HELPERS if helps else _OWN, values):
            if key is not None:
                if is_helpers(key) is helps:
                    sums.keep(holder, key, value)
                continue
            for name, added in counts.items():
                if is_helpers(name) is helps and (not helps or helper_of(name) == holder):
                    sums.owe(holder, name, added)
        return list(sums.differing())

    def drop_empty(self, holder: int, keys: Iterable[str]) -> None:
        """Forget counters that stand at 0, as if nothing had ever been counted under them."""
        rows = [{"holder": holder, "name": key} for key in keys]
        if rows:
            self._connection.execute(_EMPTY, rows)

    def _rows(self, query: Any, values: dict[str, Any]) -> Iterator[Any]:  # noqa: ANN401  a select
        streaming = {"yield_per": ROWS_AT_ONCE}
        return iter(self._connection.execute(query, values, execution_options=streaming))


class _Sums:
    """What is kept and what is due, by holder and key."""

    def __init__(self) -> None:
        self._kept: dict[tuple[int, str], int] = {}
        self._due: dict[tuple[int, str], int] = {}

    def keep(self, holder: int, key: str, value: int) -> None:
        self._kept[holder, key] = value

    def owe(self, holder: int, key: str, value: int) -> None:
        place = holder, key
        self._due[place] = self._due.get(place, 0) + value

    def differing(self) -> Iterator[Difference]:
        both = self._kept.keys() | self._due.keys()
        found = (Difference(*place, self._kept.get(place), self._due.get(place)) for place in both)
        yield from sorted(filter(_differs, found), key=lambda one: one[:2])


def is_helpers(key: str) -> bool:
    """Tell whether a counter lies on the row of who helped, not of whose trip it was."""
    return owner_of(key) is Owner.HELPER


def helper_of(key: str) -> int:
    """Give the number of the person on whose row a helper's counter lies."""
    return int(key.split(":", 2)[1])


def _differs(found: Difference) -> bool:
    # Points by the kilometre that were never counted are not the same as none.
    if found.kept is None and found.due is not None and is_paid_by_km(found.key):
        return True
    return found.missing != 0


def _between(query: Select[Any], table: Any) -> Select[Any]:  # noqa: ANN401  a table
    return query.where(table.c.person_id.between(bindparam("first"), bindparam("last")))


def _both(sheets: Any) -> Any:  # noqa: ANN401  a condition, a union
    """Select what is kept on one row, and the sheets that have a part in it."""
    kept = select(_COUNTER.c.key, _COUNTER.c.value, cast(null(), JSON).label("counts"))
    due = select(
        cast(null(), _COUNTER.c.key.type), cast(null(), _COUNTER.c.value.type), _SCORE.c.counts
    ).join_from(_TRIP, _SCORE, _STANDS)
    return union_all(kept.where(_COUNTER.c.person_id == _HOLDER), due.where(sheets))


_HOLDER: Final = bindparam("holder", type_=_TRIP.c.person_id.type)
_OWN: Final = _both(_TRIP.c.person_id == _HOLDER)
_HELPERS: Final = _both(cast(_SCORE.c.counts, Text).like(bindparam("named")))
