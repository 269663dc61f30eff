"""Trips that were counted again, as people read of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import Connection, and_, func, select

from muvengine.core.trips.review import ReviewState
from muvengine.store.tables import metadata

_trip: Final = metadata.tables["trip"]
_sheet: Final = metadata.tables["trip_score"]
_earlier: Final = _sheet.alias("earlier")
_review: Final = metadata.tables["trip_review"]
_act: Final = metadata.tables["rescoring"]
_part: Final = metadata.tables["rescoring_trip"]
_ANSWERED: Final = (str(ReviewState.ACCEPTED), str(ReviewState.REFUSED))

# The sheet and the answer that led to it are of one moment.
_ANSWER: Final = (
    select(func.coalesce(func.max(_review.c.answer), ""))
    .where(
        _review.c.trip_id == _sheet.c.trip_id,
        _review.c.answered_at == _sheet.c.created_at,
        _review.c.state.in_(_ANSWERED),
    )
    .scalar_subquery()
)
_ASKED: Final = (
    select(_act.c.reasons)
    .join(_part, _part.c.rescoring_id == _act.c.id)
    .where(_part.c.trip_id == _sheet.c.trip_id, _part.c.score_no == _sheet.c.score_no)
    .scalar_subquery()
)


@dataclass(frozen=True, slots=True)
class Corrected:
    """One trip, counted again once.

    Attributes:
        public_id, mode, local_day: the trip's, as it stands now.
        at: when.
        before, after: points of the sheet that was taken back, and of the new one.
        reason: what the person who looked said; empty where nobody was asked.
        reasons: of two organisers, by language, where many trips were counted again by other
            rules.
    """

    public_id: str
    mode: str
    local_day: date
    at: datetime
    before: int
    after: int
    reason: str
    reasons: Mapping[str, str]


def corrected(connection: Connection, person_id: int, *, most: int) -> tuple[Corrected, ...]:
    """Give a person's corrections, the latest first."""
    query = (
        select(
            _trip.c.public_id,
            _trip.c.mode,
            _trip.c.local_day,
            _sheet.c.created_at,
            _earlier.c.points,
            _sheet.c.points,
            _ANSWER,
            _ASKED,
        )
        .join(_trip, _trip.c.id == _sheet.c.trip_id)
        .join(
            _earlier,
            and_(
                _earlier.c.trip_id == _sheet.c.trip_id,
                _earlier.c.score_no == _sheet.c.score_no - 1,
            ),
        )
        .where(_trip.c.person_id == person_id)
        .order_by(_sheet.c.id.desc())
        .limit(most)
    )
    return tuple(
        Corrected(*row[:-1], json.loads(row[-1] or "{}")) for row in connection.execute(query)
    )
