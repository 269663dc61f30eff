"""Every kept sheet of some people, in the order in which they were made."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, bindparam, func, select

from muvengine.core.rules.rehearsal_report import NOT_KNOWN
from muvengine.core.rules.rehearse import Happened, Kept
from muvengine.core.trips.facts import TripFacts
from muvengine.core.trips.frozen import thaw
from muvengine.store.scores import lines_of
from muvengine.store.tables import metadata

_SCORE: Final = metadata.tables["trip_score"]
_TRIP: Final = metadata.tables["trip"]
_OUTING: Final = metadata.tables["outing"]
_MEMBER: Final = metadata.tables["outing_member"]

_OF: Final = (
    select(
        _SCORE.c.id,
        _SCORE.c.trip_id,
        _SCORE.c.score_no,
        _SCORE.c.counts,
        _TRIP.c.person_id,
        (_TRIP.c.score_no == _SCORE.c.score_no).label("last"),
    )
    .join(_TRIP, _TRIP.c.id == _SCORE.c.trip_id)
    .where(_TRIP.c.person_id.in_(bindparam("people", expanding=True)))
    .order_by(_SCORE.c.id)
)
_BEFORE: Final = _OF.where(_TRIP.c.local_day < bindparam("first"))
_INSIDE: Final = _OF.add_columns(
    _SCORE.c.facts,
    _SCORE.c.facts_version,
    _SCORE.c.rulebook_version_id,
    _SCORE.c.status,
    _SCORE.c.lines,
).where(_TRIP.c.local_day.between(bindparam("first"), bindparam("last")))
_PEOPLE: Final = (
    select(_TRIP.c.person_id, func.count().label("sheets"))
    .join(_SCORE, _SCORE.c.trip_id == _TRIP.c.id)
    .where(_TRIP.c.local_day.between(bindparam("first"), bindparam("last")))
    .group_by(_TRIP.c.person_id)
)
# Who walked with a group has helped, whoever brought the recording.
_HELPER: Final = func.coalesce(_OUTING.c.helper_id, _TRIP.c.submitted_by)
_HELPED: Final = (
    select(_TRIP.c.person_id, _HELPER.label("helper"))
    .outerjoin(_MEMBER, _MEMBER.c.trip_id == _TRIP.c.id)
    .outerjoin(_OUTING, _OUTING.c.id == _MEMBER.c.outing_id)
    .where(_HELPER.is_not(None), _TRIP.c.local_day <= bindparam("last"))
    .distinct()
)
_POINTS: Final = select(func.coalesce(func.sum(_TRIP.c.points), 0)).where(
    _TRIP.c.local_day >= bindparam("first"), _TRIP.c.withdrawn_at.is_(None)
)
_AT_ONCE: Final = 500
# Facts of earlier versions do not say in which zone a trip began.
_ZONES_SINCE: Final = 3


class HappeningStore:
    """Read what happened, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def people(self, first: date, last: date) -> dict[int, int]:
        """Give everybody who has a trip on these local days, with the number of its sheets."""
        rows = self._connection.execute(_PEOPLE, {"first": first, "last": last})
        return {row.person_id: row.sheets for row in rows}

    def helped(self, last: date) -> list[tuple[int, int]]:
        """Give who was helped with a trip up to a day, and by whom."""
        rows = self._connection.execute(_HELPED, {"last": last})
        return [(row.person_id, row.helper) for row in rows]

    def points_since(self, first: date) -> int:
        """Give what all trips from a local day on have earned, as it stands."""
        return int(self._connection.execute(_POINTS, {"first": first}).scalar_one())

    def of(self, people: Sequence[int], first: date, last: date) -> Iterator[Happened]:
        """Give the sheets of some people up to a day, those from ``first`` on with their facts."""
        values = {"people": list(people), "first": first, "last": last}
        before = self._rows(_BEFORE, values)
        inside = self._rows(_INSIDE, values)
        for row in heapq.merge(before, inside, key=lambda one: one.id):
            yield _happened(row)

    def _rows(self, query: Select[Any], values: dict[str, Any]) -> Iterator[Row[Any]]:
        return iter(self._connection.execute(query, values).yield_per(_AT_ONCE))


def _happened(row: Row[Any]) -> Happened:
    return Happened(
        trip=row.trip_id,
        person=row.person_id,
        score_no=row.score_no,
        last=bool(row.last),
        counts=row.counts,
        kept=_kept(row) if "facts" in row._fields else None,
    )


def _kept(row: Row[Any]) -> Kept:
    facts = thaw(row.facts, row.facts_version)
    began = _began(facts, row.facts_version)
    return Kept(facts, row.rulebook_version_id, row.status, lines_of(row.lines), began)


def _began(facts: TripFacts, facts_version: int) -> tuple[str, ...]:
    """Tell in which neighbourhoods a trip began, see ``Report``."""
    return (facts.zones_from or ("",)) if facts_version >= _ZONES_SINCE else (NOT_KNOWN,)
