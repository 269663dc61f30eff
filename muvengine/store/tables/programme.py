"""The programme, its rulebooks and its set routes."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, UniqueConstraint
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


class ProgrammeRow(SQLModel, table=True):
    """The one programme of this installation."""

    __tablename__ = "programme"
    __table_args__ = (
        CheckConstraint("id = 1", name="one"),
        CheckConstraint("vouchers_a_day BETWEEN 1 AND 50", name="vouchers_a_day_range"),
    )

    id: int = Field(default=1, primary_key=True)
    name: str = Field(max_length=120)
    zone: str = Field(max_length=64)
    south: float | None = None
    west: float | None = None
    north: float | None = None
    east: float | None = None
    locales: str = Field(max_length=64)
    contact: str = Field(default="", max_length=300)
    # Rises with each change of a route or zone: every process rebuilds its index when it differs.
    routes_version: int = 0
    # Rises with each change of anything that trips are measured with, routes and zones too.
    yardstick_version: int = 0
    # The last number given to a statement.
    statements: int = 0
    # How many vouchers one person may take a day, over all offers.
    vouchers_a_day: int = 3
    # Organisers come in with a code beside their password.
    codes_required: bool = False
    created_at: datetime = moment()


class RulebookVersionRow(SQLModel, table=True):
    """One version of a rulebook, verbatim; immutable once published."""

    __tablename__ = "rulebook_version"
    __table_args__ = (
        UniqueConstraint("name", "version"),
        one_of("state", "draft", "published", "withdrawn"),
    )

    id: int | None = row_id()
    name: str = Field(max_length=64)
    version: int
    sha256: str = Field(max_length=64, index=True)
    source: str = long_text()
    effective_from: date
    effective_until: date | None = None
    state: str = Field(max_length=16)
    note: str = Field(default="", max_length=500)
    created_at: datetime = moment()
    created_by: int | None = points_to("person.id", optional=True, index=False)
    published_at: datetime | None = maybe_moment()
    published_by: int | None = points_to("person.id", optional=True, index=False)
    # Who asked a colleague to put it in force, and the colleague.
    proposed_at: datetime | None = maybe_moment()
    proposed_by: int | None = points_to("person.id", optional=True, index=False)
    second_by: int | None = points_to("person.id", optional=True, index=False)
    withdrawn_at: datetime | None = maybe_moment()
    withdrawn_by: int | None = points_to("person.id", optional=True, index=False)


class RouteRow(SQLModel, table=True):
    """A set route."""

    __tablename__ = "route"
    __table_args__ = (
        one_of("direction", "either", "forward", "loop"),
        one_of("state", "draft", "live", "closed"),
        CheckConstraint("buffer_m BETWEEN 15 AND 75", name="buffer_m_range"),
    )

    id: int | None = row_id()
    key: str = Field(max_length=64, unique=True)
    label: dict[str, str] = document()
    note: dict[str, str] = document()
    # [[lat, lon], ...] in degrees.
    line: Any = document()
    length_m: int
    buffer_m: float = 40.0
    direction: str = Field(default="either", max_length=8)
    # Shop keys along the way.
    stops: Any = document()
    valid_from: date | None = None
    valid_until: date | None = None
    state: str = Field(default="draft", max_length=8)
    updated_at: datetime = moment()


class DayNoteRow(SQLModel, table=True):
    """What the organiser noted of a day: the weather, a strike."""

    __tablename__ = "day_note"

    day: date = Field(primary_key=True)
    weather: str = Field(max_length=16)
    noted_at: datetime = moment()
    noted_by: int | None = points_to("person.id", optional=True, index=False)


class DayWeatherRow(SQLModel, table=True):
    """What a file of measurements says of a day; the organiser's note goes before it."""

    __tablename__ = "day_weather"

    day: date = Field(primary_key=True)
    weather: str = Field(max_length=16)
    imported_at: datetime = moment()
    imported_by: int | None = points_to("person.id", optional=True, index=False)


class JobRunRow(SQLModel, table=True):
    """One period of one job: the unique key makes it run once."""

    __tablename__ = "job_run"
    __table_args__ = (one_of("state", "started", "done", "failed"),)

    job: str = Field(primary_key=True, max_length=40)
    period: str = Field(primary_key=True, max_length=40)
    state: str = Field(max_length=8)
    started_at: datetime = moment()
    finished_at: datetime | None = maybe_moment()
    detail: dict[str, object] = document()
