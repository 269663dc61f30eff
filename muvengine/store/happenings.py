"""Every kept sheet of some people, in the order in which they were made."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final

from sqlalchemy import Connection, Text, bindparam, case, cast, func, null, select

from muvengine.core.rules.rehearsal_kept import Dealt
from muvengine.core.rules.rehearsal_parts import (
    deal,
    parts_for,
    shares_helpers,
    shares_programme,
)
from muvengine.core.rules.rehearsal_report import NOT_KNOWN
from muvengine.core.rules.rehearse import Happened, Kept
from muvengine.core.rules.rulebook import Rulebook
from muvengine.core.trips.facts import TripFacts
from muvengine.core.trips.frozen import thaw
from muvengine.store.prepared import Prepared, placed, places
from muvengine.store.scores import outcomes_in
from muvengine.store.tables import metadata

_SCORE: Final = metadata.tables["trip_score"]
_TRIP: Final = metadata.tables["trip"]
_OUTING: Final = metadata.tables["outing"]
_MEMBER: Final = metadata.tables["outing_member"]

# So many people, and so many sheets, are asked for by one statement.
_PEOPLE_AT_ONCE: Final = 50
_AT_ONCE: Final = 500
_IDS: Final = Prepared(
    select(_SCORE.c.id)
    .join(_TRIP, _TRIP.c.id == _SCORE.c.trip_id)
    .where(
        _TRIP.c.person_id.in_(places("person", _PEOPLE_AT_ONCE)),
        _TRIP.c.local_day <= bindparam("last"),
    )
)
_INSIDE: Final = _TRIP.c.local_day >= bindparam("first")
# What a trip outside the period says is not read, nor what one inside has counted.  The text of
# documents is read as it stands: a whole document costs more than what is asked of it.
_OF: Final = Prepared(
    select(
        _SCORE.c.trip_id,
        _TRIP.c.person_id,
        _SCORE.c.score_no,
        _TRIP.c.score_no.label("last_no"),
        case((_INSIDE, null()), else_=cast(_SCORE.c.counts, Text)).label("counts"),
        case((_INSIDE, cast(_SCORE.c.facts, Text))).label("facts"),
        _SCORE.c.facts_version,
        _SCORE.c.rulebook_version_id,
        _SCORE.c.status,
        case((_INSIDE, cast(_SCORE.c.lines, Text))).label("lines"),
    )
    .join(_TRIP, _TRIP.c.id == _SCORE.c.trip_id)
    .where(_SCORE.c.id.in_(places("id", _AT_ONCE)))
    .order_by(_SCORE.c.id)
)
# A trip's sheets are numbered from 1 without a gap.
_PEOPLE: Final = (
    select(_TRIP.c.person_id, func.sum(_TRIP.c.score_no).label("sheets"))
    .where(_TRIP.c.local_day.between(bindparam("first"), bindparam("last")))
    .group_by(_TRIP.c.person_id)
)
_EVERYBODY: Final = select(_TRIP.c.person_id).where(_TRIP.c.local_day <= bindparam("last"))
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
# Facts of earlier versions do not say in which zone a trip began.
_ZONES_SINCE: Final = 3
_NOTHING: Final[Mapping[str, int]] = MappingProxyType({})


class HappeningStore:
    """Read what happened, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def people(self, first: date, last: date, *, earlier: bool = False) -> dict[int, int]:
        """Give everybody who has a trip on these local days, with the number of its sheets.

        Args:
            first: the first local day.
            last: the last one.
            earlier: give those as well who have trips before these days only, with 0.
        """
        rows = self._connection.execute(_PEOPLE, {"first": first, "last": last})
        found = {person: int(sheets) for person, sheets in rows}
        if earlier:
            everybody = self._connection.execute(_EVERYBODY.distinct(), {"last": last}).scalars()
            found = dict.fromkeys(everybody, 0) | found
        return found

    def dealt(
        self, books: Sequence[Rulebook], first: date, last: date, parts: int | None = None
    ) -> list[Dealt]:
        """Deal out everybody who must be replayed for a rehearsal of these days.

        Args:
            books: the candidate and the base, where it is replayed.
            first: the first local day.
            last: the last one.
            parts: see ``deal``; as many as is best when not given.
        """
        helpers, everybody = shares_helpers(books), shares_programme(books)
        sheets = self.people(first, last, earlier=helpers or everybody)
        helped = self.helped(last) if helpers else []
        return deal(sheets, helped, parts or parts_for(sheets), together=everybody)

    def helped(self, last: date) -> list[tuple[int, int]]:
        """Give who was helped with a trip up to a day, and by whom."""
        rows = self._connection.execute(_HELPED, {"last": last})
        return [(row.person_id, row.helper) for row in rows]

    def points_since(self, first: date) -> int:
        """Give what all trips from a local day on have earned, as it stands."""
        return int(self._connection.execute(_POINTS, {"first": first}).scalar_one())

    def of(self, people: Sequence[int], first: date, last: date) -> Iterator[Happened]:
        """Give the sheets of some people up to a day, those from ``first`` on with their facts."""
        # Sorted are numbers, not sheets: these are some kilobytes each.
        ids = sorted(self._ids(people, last))
        for start in range(0, len(ids), _AT_ONCE):
            some = placed("id", ids[start : start + _AT_ONCE], _AT_ONCE)
            rows = _OF.all(self._connection, {"first": first, **some})
            for trip, person, number, last_no, counts, *kept in rows:
                if counts is None:
                    yield Happened(trip, person, number, number == last_no, _NOTHING, _kept(*kept))
                else:
                    yield Happened(trip, person, number, number == last_no, json.loads(counts))

    def _ids(self, people: Sequence[int], last: date) -> Iterator[int]:
        for start in range(0, len(people), _PEOPLE_AT_ONCE):
            some = placed("person", people[start : start + _PEOPLE_AT_ONCE], _PEOPLE_AT_ONCE)
            for row in _IDS.all(self._connection, {"last": last, **some}):
                yield row[0]


def _kept(facts: str, facts_version: int, version_id: int, status: str, lines: str) -> Kept:
    known = thaw(json.loads(facts), facts_version)
    return Kept(known, version_id, status, outcomes_in(lines), _began(known, facts_version))


def _began(facts: TripFacts, facts_version: int) -> tuple[str, ...]:
    """Tell in which neighbourhoods a trip began, see ``Report``."""
    return (facts.zones_from or ("",)) if facts_version >= _ZONES_SINCE else (NOT_KNOWN,)
