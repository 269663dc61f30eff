"""Every kept sheet of some people, in the order in which they were made."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final

from sqlalchemy import Connection, Text, bindparam, case, cast, func, null, select

from muvengine.core.rules.rehearse import Happened, Kept
from muvengine.core.trips.frozen import thaw
from muvengine.store.scores import telling_lines
from muvengine.store.tables import metadata

_SCORE: Final = metadata.tables["trip_score"]
_TRIP: Final = metadata.tables["trip"]

_INSIDE: Final = _TRIP.c.local_day >= bindparam("first")
# What a trip outside the period says is not read, nor what one inside has counted.
_OF: Final = (
    select(
        _SCORE.c.trip_id,
        _TRIP.c.person_id,
        _SCORE.c.score_no,
        (_TRIP.c.score_no == _SCORE.c.score_no).label("last"),
        case((_INSIDE, null()), else_=cast(_SCORE.c.counts, Text)).label("counts"),
        case((_INSIDE, cast(_SCORE.c.facts, Text))).label("facts"),
        _SCORE.c.facts_version,
        _SCORE.c.rulebook_version_id,
        _SCORE.c.status,
        case((_INSIDE, cast(_SCORE.c.lines, Text))).label("lines"),
    )
    .join(_TRIP, _TRIP.c.id == _SCORE.c.trip_id)
    .where(
        _TRIP.c.person_id.in_(bindparam("people", expanding=True)),
        _TRIP.c.local_day <= bindparam("last"),
    )
    .order_by(_SCORE.c.id)
)
_PEOPLE: Final = (
    select(_TRIP.c.person_id, func.count().label("sheets"))
    .join(_SCORE, _SCORE.c.trip_id == _TRIP.c.id)
    .where(_TRIP.c.local_day.between(bindparam("first"), bindparam("last")))
    .group_by(_TRIP.c.person_id)
)
_HELPED: Final = (
    select(_TRIP.c.person_id, _TRIP.c.submitted_by)
    .where(_TRIP.c.submitted_by.is_not(None), _TRIP.c.local_day <= bindparam("last"))
    .distinct()
)
_POINTS: Final = select(func.coalesce(func.sum(_TRIP.c.points), 0)).where(
    _TRIP.c.local_day >= bindparam("first"), _TRIP.c.withdrawn_at.is_(None)
)
_AT_ONCE: Final = 500
_NOTHING: Final[Mapping[str, int]] = MappingProxyType({})


class HappeningStore:
    """Read what happened, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def people(self, first: date, last: date) -> dict[int, int]:
        """Give everybody who has a trip on these local days, with the number of its sheets."""
        rows = self._connection.execute(_PEOPLE, {"first": first, "last": last})
        return {row.person_id: row.sheets for row in rows}

    def helped(self, last: date) -> list[tuple[int, int]]:
        """Give who had a trip sent by another's hand up to a day, and by whose."""
        rows = self._connection.execute(_HELPED, {"last": last})
        return [(row.person_id, row.submitted_by) for row in rows]

    def points_since(self, first: date) -> int:
        """Give what all trips from a local day on have earned, as it stands."""
        return int(self._connection.execute(_POINTS, {"first": first}).scalar_one())

    def of(self, people: Sequence[int], first: date, last: date) -> Iterator[Happened]:
        """Give the sheets of some people up to a day, those from ``first`` on with their facts."""
        values = {"people": list(people), "first": first, "last": last}
        rows = self._connection.execute(_OF, values).yield_per(_AT_ONCE)
        for some in rows.partitions():
            for trip, person, number, is_last, counts, *kept in some:
                if counts is None:
                    yield Happened(trip, person, number, bool(is_last), _NOTHING, _kept(*kept))
                else:
                    yield Happened(trip, person, number, bool(is_last), json.loads(counts))


def _kept(facts: str, facts_version: int, version_id: int, status: str, lines: str) -> Kept:
    return Kept(thaw(json.loads(facts), facts_version), version_id, status, telling_lines(lines))
