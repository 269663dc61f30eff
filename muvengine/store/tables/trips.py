"""Trips, their score sheets and what is kept of their traces."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Index, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from muvengine.store.tables.columns import (
    document,
    maybe_moment,
    moment,
    one_of,
    points_to,
    row_id,
    whole,
)
from muvengine.store.types import Id


class TripRow(SQLModel, table=True):
    """What a participant claims, and what we think of it."""

    __tablename__ = "trip"
    __table_args__ = (
        one_of("outcome", "confirmed", "doubtful", "refused"),
        one_of("evidence_class", "declared", "trace", "proven"),
        one_of("channel", "page", "api", "desk", "import", "seed"),
        CheckConstraint("end_at >= start_at", name="time_forward"),
        # One trace pays once in the whole programme.
        UniqueConstraint("fixes_sha256"),
        Index("ix_trip_person_start", "person_id", "start_at"),
    )

    id: int | None = row_id()
    public_id: str = Field(max_length=32, unique=True)
    person_id: int = points_to("person.id", index=False)
    submitted_by: int | None = points_to("person.id", optional=True, index=False)
    channel: str = Field(max_length=8)
    mode: str = Field(max_length=16)
    # "What would you have taken instead?", asked once.
    instead_of: str | None = Field(default=None, max_length=16)
    start_at: datetime = moment()
    end_at: datetime = moment()
    local_day: date = Field(index=True)
    distance_m: int
    duration_s: int
    outcome: str = Field(max_length=10)
    reasons: list[str] = document()
    evidence: dict[str, float] = document()
    evidence_class: str = Field(max_length=10)
    dropped: list[str] = document()
    routes: list[Any] = document()
    # Every judged stretch in one mode; [] for trips from before legs were kept.
    legs: list[Any] = document()
    fixes_sha256: str = Field(max_length=64)
    shape_sha256: str = Field(max_length=64, index=True)
    # The score sheet that holds now.
    score_no: int = 1
    points: int = 0
    created_at: datetime = moment(index=True)
    # Taken back by its owner; its hours are free again, its fixes never pay twice.
    withdrawn_at: datetime | None = maybe_moment()


class RawTraceRow(SQLModel, table=True):
    """The fixes of a trip, compressed and encrypted, for a few days."""

    __tablename__ = "raw_trace"

    trip_id: int = Field(primary_key=True, foreign_key="trip.id")
    sealed: bytes = Field(sa_type=LargeBinary)
    purge_at: datetime = moment(index=True)


class TripReviewRow(SQLModel, table=True):
    """A question about a trip that a person answers."""

    __tablename__ = "trip_review"
    __table_args__ = (
        one_of("kind", "signs", "contest", "redeclare"),
        one_of("state", "open", "accepted", "refused", "withdrawn"),
    )

    id: int | None = row_id()
    trip_id: int = points_to("trip.id")
    kind: str = Field(max_length=10)
    state: str = Field(max_length=10, index=True)
    message: str = Field(default="", max_length=500)
    opened_at: datetime = moment()
    opened_by: int | None = points_to("person.id", optional=True, index=False)
    # Its owner lets the reviewer see the map.
    released_at: datetime | None = maybe_moment()
    answered_at: datetime | None = maybe_moment()
    answered_by: int | None = points_to("person.id", optional=True, index=False)
    answer: str = Field(default="", max_length=500)


class TripScoreRow(SQLModel, table=True):
    """A score sheet with the facts behind it; append-only."""

    __tablename__ = "trip_score"
    __table_args__ = (
        UniqueConstraint("trip_id", "score_no"),
        one_of("status", "scored", "review", "rejected"),
        whole("points"),
        CheckConstraint("points >= 0", name="points_positive"),
    )

    id: int | None = row_id()
    trip_id: int = points_to("trip.id", index=False)
    score_no: int
    rulebook_version_id: int = points_to("rulebook_version.id", index=False)
    facts_version: int
    facts: dict[str, Any] = document()
    counters: dict[str, int] = document()
    counts: dict[str, int] = document()
    lines: list[Any] = document()
    points: int
    experience: int
    status: str = Field(max_length=10)
    settlement: dict[str, Any] = document()
    created_at: datetime = moment()


class ScoreCounterRow(SQLModel, table=True):
    """A running figure of one person; rebuildable from the score sheets."""

    __tablename__ = "score_counter"
    __table_args__ = (whole("value"),)

    person_id: int = Field(primary_key=True, foreign_key="person.id")
    key: str = Field(primary_key=True, max_length=120)
    value: int = Field(sa_type=Id)  # a week's days packed in one number need 56 bits


class TripSketchRow(SQLModel, table=True):
    """64 keyed hashes of a trip's cells, to find a copy; erased after 180 days."""

    __tablename__ = "trip_sketch"

    trip_id: int = Field(primary_key=True, foreign_key="trip.id")
    sketch: bytes = Field(sa_type=LargeBinary)
    purge_at: datetime = moment(index=True)


class TripSketchCellRow(SQLModel, table=True):
    """The smallest hashes of a sketch, one a row, so that copies are found by index."""

    __tablename__ = "trip_sketch_cell"

    cell: int = Field(primary_key=True, sa_type=BigInteger)
    trip_id: int = Field(primary_key=True, foreign_key="trip.id", index=True)
