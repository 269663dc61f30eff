"""Past trips that are scored anew by another version: what was asked, and each trip's part."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from muvengine.store.tables.columns import (
    document,
    long_text,
    maybe_moment,
    moment,
    one_of,
    points_to,
    row_id,
)


class RescoringRow(SQLModel, table=True):
    """An act of two organisers; never deleted, and final when it is done or dropped."""

    __tablename__ = "rescoring"
    __table_args__ = (
        one_of("state", "asked", "running", "stopped", "done", "dropped"),
        CheckConstraint("(state = 'done') = (outcome IS NOT NULL)", name="done_with_outcome"),
        CheckConstraint("first_day <= last_day", name="days_in_order"),
        # Whoever asked never decides, but may take it back.
        CheckConstraint(
            "state IN ('asked', 'dropped') OR (decided_by IS NOT NULL "
            "AND (asked_by IS NULL OR asked_by <> decided_by))",
            name="four_eyes",
        ),
    )

    id: int | None = row_id()
    public_id: str = Field(max_length=32, unique=True)
    version_id: int = points_to("rulebook_version.id", index=False)
    simulation_id: int = points_to("simulation.id", index=False)
    first_day: date
    last_day: date
    # Why, by language, as JSON: a document of the database's own cannot be compared.
    reasons: str = long_text()
    # Why trips may lose points as well; empty where none may.
    take_back: str = long_text()
    state: str = Field(max_length=8, index=True)
    listed_to: date | None = None
    outcome: dict[str, Any] | None = document(optional=True)
    asked_at: datetime = moment()
    asked_by: int | None = points_to("person.id", optional=True, index=False)
    decided_at: datetime | None = maybe_moment()
    decided_by: int | None = points_to("person.id", optional=True, index=False)
    finished_at: datetime | None = maybe_moment()


class RescoringTripRow(SQLModel, table=True):
    """One trip of an act; what became of it never changes."""

    __tablename__ = "rescoring_trip"
    __table_args__ = (
        UniqueConstraint("rescoring_id", "trip_id"),
        one_of("state", "waiting", "changed", "same", "kept", "skipped"),
        Index("ix_rescoring_trip_turn", "rescoring_id", "state", "person_id", "sheet_id"),
        Index("ix_rescoring_trip_trip_id", "trip_id", "score_no"),
    )

    id: int | None = row_id()
    rescoring_id: int = points_to("rescoring.id", index=False)
    trip_id: int = points_to("trip.id", index=False)
    person_id: int = points_to("person.id")
    # The sheet that stood when the list was made: trips are taken up in the order of these.
    sheet_id: int = points_to("trip_score.id", index=False)
    state: str = Field(max_length=8)
    why: str = Field(default="", max_length=12)
    # Points of its owner, before and after; of one that kept its own, what it would have been.
    points_before: int = 0
    points_after: int = 0
    # The sheet that was made.
    score_no: int | None = None
    tries: int = 0
    done_at: datetime | None = maybe_moment()
