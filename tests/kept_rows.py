"""Rows that the upload would have written: people and scored trips, thousands at a time."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import Any, Final

from sqlalchemy import insert

from muvengine.core.rules.score import Score
from muvengine.core.trips.facts import TripFacts
from muvengine.store.tables import metadata
from muvengine.store.unit_of_work import UnitOfWork
from tests.town import NOON

_PERSON: Final = metadata.tables["person"]
_ADD_PERSON: Final = insert(_PERSON).returning(_PERSON.c.id)


def add_person(uow: UnitOfWork, name: str, role: str = "participant") -> int:
    """Write a person and give their number."""
    row = {
        "public_id": name,
        "name": name,
        "name_key": name.lower(),
        "role": role,
        "locale": "fr",
        "segments": [],
        "note": "",
        "created_at": NOON,
    }
    return int(uow.connection.execute(_ADD_PERSON, row).scalar_one())


def trip_row(trip_id: int, person_id: int, facts: TripFacts, score: Score) -> dict[str, Any]:
    """Give the columns of a trip with its first sheet."""
    start = facts.start.astimezone(UTC)
    return {
        "id": trip_id,
        "public_id": f"t{trip_id}",
        "person_id": person_id,
        "submitted_by": facts.helper_id,
        "channel": "seed",
        "mode": facts.legs[0].mode,
        "start_at": start,
        "end_at": start + timedelta(seconds=facts.duration_s),
        "local_day": facts.start.date(),
        "distance_m": sum(leg.distance_m for leg in facts.legs),
        "duration_s": facts.duration_s,
        "outcome": facts.outcome,
        "reasons": [],
        "evidence": {},
        "evidence_class": facts.evidence_class,
        "dropped": [],
        "routes": [],
        "legs": [],
        "fixes_sha256": f"f{trip_id}",
        "shape_sha256": f"s{trip_id}",
        "score_no": 1,
        "points": score.points,
        "created_at": start,
    }
