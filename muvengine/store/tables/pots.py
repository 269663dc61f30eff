"""Pots: points many people give to one goal of the neighbourhood."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint
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


class PotRow(SQLModel, table=True):
    """A goal, and what the town adds to the gifts."""

    __tablename__ = "pot"
    __table_args__ = (
        one_of("state", "open", "ending", "reached", "not_reached"),
        whole("goal_points"),
        whole("match_points_max"),
        whole("reached_cents"),
        CheckConstraint("goal_points > 0", name="goal_points_positive"),
        CheckConstraint("match_ratio BETWEEN 0 AND 10", name="match_ratio_range"),
        CheckConstraint("match_points_max >= 0", name="match_points_max_positive"),
        CheckConstraint("reached_cents >= 0", name="reached_cents_positive"),
    )

    id: int | None = row_id()
    key: str = Field(max_length=64, unique=True)
    title: dict[str, str] = document()
    about: dict[str, str] = document()
    pictogram: str = Field(default="gift", max_length=24)
    goal_points: int
    # Points the town adds for each point given.
    match_ratio: int = 0
    match_points_max: int = 0
    # What the town pays for the goal once it is reached; laid aside when the pot is made.
    reached_cents: int = 0
    # Steps on the way to the goal: [{"points": 40, "label": {"en": "Half of the wood"}}].
    milestones: list[Any] = document()
    last_day: date
    state: str = Field(default="open", max_length=16)
    created_at: datetime = moment()
    created_by: int | None = points_to("person.id", optional=True, index=False)
    closed_at: datetime | None = maybe_moment()
    closed_reason: str = Field(default="", max_length=200)


class PotGiftRow(SQLModel, table=True):
    """What one person gave at one time, and what the town added to it."""

    __tablename__ = "pot_gift"
    __table_args__ = (
        whole("points"),
        whole("match_points"),
        CheckConstraint("points > 0", name="points_positive"),
        CheckConstraint("match_points >= 0", name="match_points_positive"),
    )

    id: int | None = row_id()
    pot_id: int = points_to("pot.id")
    person_id: int = points_to("person.id")
    points: int
    match_points: int = 0
    give_journal_id: int = points_to("ledger_journal.id", index=False)
    match_journal_id: int | None = points_to("ledger_journal.id", optional=True, index=False)
    given_at: datetime = moment()
    given_by: int | None = points_to("person.id", optional=True, index=False)
    # Where the points went back to their giver.
    back_journal_id: int | None = points_to("ledger_journal.id", optional=True, index=False)
    back_at: datetime | None = maybe_moment()
