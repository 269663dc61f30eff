"""How far an act that scores past trips anew has come, what it did, and for whom."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Final, NamedTuple

from sqlalchemy import Connection, exists, func, select

from muvengine.core.rules.rescoring_act import Count, Outcome, RescoringAct, TripState
from muvengine.store.tables import metadata

_ACT: Final = metadata.tables["rescoring"]
_PART: Final = metadata.tables["rescoring_trip"]
_TRIP: Final = metadata.tables["trip"]
_WAITING: Final = TripState.WAITING.value


class Told(NamedTuple):
    """What one act changed for one person.

    Attributes:
        first, last: days of its trips, both in it.
        reasons: why, by language.
        trips: how many have other points.
        points: how many more, or fewer, they have together.
    """

    first: date
    last: date
    reasons: Mapping[str, str]
    trips: int
    points: int


def progress(connection: Connection, act_id: int) -> tuple[int, int]:
    """Give how many trips are listed, and how many of them are done."""
    done = _PART.c.state != _WAITING
    query = select(func.count(), func.count().filter(done)).where(_PART.c.rescoring_id == act_id)
    listed, ended = connection.execute(query).one()
    return int(listed), int(ended)


def outcome(connection: Connection, act: RescoringAct) -> Outcome:
    """Add up what became of all trips."""
    query = (
        select(
            _PART.c.state,
            _PART.c.why,
            func.count(),
            func.sum(_PART.c.points_before),
            func.sum(_PART.c.points_after),
        )
        .where(_PART.c.rescoring_id == act.id)
        .group_by(_PART.c.state, _PART.c.why)
        .order_by(_PART.c.state, _PART.c.why)
    )
    counts = tuple(
        Count(TripState(state), why, *map(int, sums))
        for state, why, *sums in connection.execute(query)
    )
    return Outcome(counts, _people(connection, act), _came_later(connection, act))


def _people(connection: Connection, act: RescoringAct) -> int:
    """Count who has a trip that was changed."""
    changed = (_PART.c.rescoring_id == act.id) & (_PART.c.state == TripState.CHANGED.value)
    query = select(func.count(_PART.c.person_id.distinct())).where(changed)
    return int(connection.execute(query).scalar_one())


def _came_later(connection: Connection, act: RescoringAct) -> int:
    """Count trips of the period that are not listed."""
    days = _TRIP.c.local_day.between(act.terms.first, act.terms.last)
    listed = exists().where(_PART.c.rescoring_id == act.id, _PART.c.trip_id == _TRIP.c.id)
    query = select(func.count(_TRIP.c.id)).where(days, ~listed)
    return int(connection.execute(query).scalar_one())


def told(connection: Connection, person_id: int, *, since: datetime) -> tuple[Told, ...]:
    """Give what acts that ended since then changed for somebody, the latest first."""
    query = (
        select(
            _ACT.c.first_day,
            _ACT.c.last_day,
            _ACT.c.reasons,
            func.count(),
            func.sum(_PART.c.points_after - _PART.c.points_before),
        )
        .join(_ACT, _ACT.c.id == _PART.c.rescoring_id)
        .where(
            _PART.c.person_id == person_id,
            _PART.c.state == TripState.CHANGED.value,
            _ACT.c.finished_at >= since,
        )
        .group_by(_ACT.c.id, _ACT.c.first_day, _ACT.c.last_day, _ACT.c.reasons)
        .order_by(_ACT.c.id.desc())
    )
    return tuple(
        Told(first, last, json.loads(reasons), int(trips), int(points))
        for first, last, reasons, trips, points in connection.execute(query)
    )
