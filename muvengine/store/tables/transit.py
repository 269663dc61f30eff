"""Timetables of public transport, as the organiser uploaded them."""

from datetime import date, datetime

from sqlalchemy import LargeBinary
from sqlmodel import Field, SQLModel

from muvengine.store.tables.columns import (
    document,
    maybe_moment,
    moment,
    one_of,
    points_to,
    row_id,
)


class TransitFeedRow(SQLModel, table=True):
    """One GTFS feed, cut down to what trips are compared with; one is live for a name."""

    __tablename__ = "transit_feed"
    __table_args__ = (one_of("state", "draft", "live", "replaced"),)

    id: int | None = row_id()
    name: str = Field(max_length=64, index=True)
    state: str = Field(max_length=8)
    # Of the file as it was uploaded.
    sha256: str = Field(max_length=64)
    # What the reader kept of it, compressed.
    kept: bytes = Field(sa_type=LargeBinary)
    first_day: date | None = None
    last_day: date | None = None
    # Counts of lines, stops and departures, for people.
    summary: dict[str, object] = document()
    # [code, file, line, facts] of each warning.
    problems: list[object] = document()
    uploaded_at: datetime = moment()
    uploaded_by: int | None = points_to("person.id", optional=True, index=False)
    published_at: datetime | None = maybe_moment()
