"""Rehearsals of rulebooks: what was asked, how far it has come, and what was found."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, UniqueConstraint
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
from muvengine.store.types import Id


class SimulationRow(SQLModel, table=True):
    """A rulebook played on the trips of a period; immutable once it is done."""

    __tablename__ = "simulation"
    __table_args__ = (
        one_of("state", "running", "done", "failed"),
        CheckConstraint("(state = 'done') = (report IS NOT NULL)", name="done_with_report"),
        CheckConstraint("first_day <= last_day", name="days_in_order"),
    )

    id: int | None = row_id()
    public_id: str = Field(max_length=32, unique=True)
    # None: compared with what was paid.
    base_version_id: int | None = points_to("rulebook_version.id", optional=True, index=False)
    name: str = Field(max_length=64)
    version: int
    sha256: str = Field(max_length=64, index=True)
    source: str = long_text()
    first_day: date
    last_day: date
    state: str = Field(max_length=8, index=True)
    # Everybody in one part, for a ceiling of the whole programme.
    together: bool = False
    season_left: int | None = Field(default=None, sa_type=Id)
    report: dict[str, Any] | None = document(optional=True)
    asked_at: datetime = moment()
    asked_by: int | None = points_to("person.id", optional=True, index=False)
    finished_at: datetime | None = maybe_moment()


class SimulationPartRow(SQLModel, table=True):
    """Some people of a rehearsal; forgotten when it is added up."""

    __tablename__ = "simulation_part"
    __table_args__ = (
        UniqueConstraint("simulation_id", "number"),
        one_of("state", "waiting", "done", "failed"),
    )

    id: int | None = row_id()
    simulation_id: int = points_to("simulation.id", index=False)
    number: int
    # Numbers of people, in lists of those who are played together.
    groups: Any = Field(sa_column=Column(JSON, nullable=False))
    sheets: int = 0
    state: str = Field(max_length=8)
    tries: int = 0
    # Somebody plays it since then, and said so again; taken for dead after a while.
    claimed_at: datetime | None = maybe_moment()
    report: dict[str, Any] | None = document(optional=True)
    peaks: dict[str, int] | None = document(optional=True)
