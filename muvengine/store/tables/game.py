"""The game: its files, what weeks hold, badges, and rewards for weeks in a row."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from muvengine.store.tables.columns import (
    document,
    long_text,
    maybe_moment,
    moment,
    points_to,
    row_id,
    whole,
)
from muvengine.store.types import Id

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class GameVersionRow(SQLModel, table=True):
    """One published game file, verbatim; append-only."""

    __tablename__ = "game_version"
    __table_args__ = (
        CheckConstraint("closes_after_days BETWEEN 0 AND 14", name="closes_after_days_range"),
    )

    id: int | None = row_id()
    sha256: str = Field(max_length=64)
    source: str = long_text()
    # A Monday; it holds until the next one does.
    first_day: date
    closes_after_days: int
    published_at: datetime = moment()
    published_by: int | None = points_to("person.id", optional=True, index=False)


class WeekScoreRow(SQLModel, table=True):
    """What one person's week holds; rebuildable from the score sheets."""

    __tablename__ = "week_score"
    __table_args__ = (
        *(whole(name) for name in ("experience", "trips", *DAYS)),
        Index(
            "ix_week_score_unsettled",
            "monday",
            "person_id",
            sqlite_where=text("NOT settled"),
            postgresql_where=text("NOT settled"),
        ),
    )

    person_id: int = Field(primary_key=True, foreign_key="person.id")
    monday: date = Field(primary_key=True)
    experience: int
    trips: int
    # Trips that count on each day.
    mon: int = 0
    tue: int = 0
    wed: int = 0
    thu: int = 0
    fri: int = 0
    sat: int = 0
    sun: int = 0
    # Rewards for weeks in a row were looked at since it last changed.
    settled: bool = False


class GameTallyRow(SQLModel, table=True):
    """A running figure of one person in the game; rebuildable from the score sheets."""

    __tablename__ = "game_tally"
    __table_args__ = (whole("value"),)

    person_id: int = Field(primary_key=True, foreign_key="person.id")
    key: str = Field(primary_key=True, max_length=80)
    value: int = Field(sa_type=Id)


class BadgeHeldRow(SQLModel, table=True):
    """A badge that somebody holds, or held until a trip or a report was taken back."""

    __tablename__ = "badge_held"
    __table_args__ = (
        CheckConstraint("lost_trip_id IS NULL OR lost_at IS NOT NULL", name="lost_with_time"),
        Index(
            "uq_badge_held_standing",
            "person_id",
            "badge",
            unique=True,
            sqlite_where=text("lost_at IS NULL"),
            postgresql_where=text("lost_at IS NULL"),
        ),
    )

    id: int | None = row_id()
    person_id: int = points_to("person.id")
    badge: str = Field(max_length=40)
    version_id: int = points_to("game_version.id", index=False)
    # Keys of the set routes that were open, for a badge that asks for all of them.
    routes: list[Any] = document()
    trip_id: int | None = points_to("trip.id", optional=True, index=False)
    got_at: datetime = moment()
    lost_at: datetime | None = maybe_moment()
    lost_trip_id: int | None = points_to("trip.id", optional=True, index=False)


class StreakPauseRow(SQLModel, table=True):
    """Weeks for which somebody asked to be left out."""

    __tablename__ = "streak_pause"
    __table_args__ = (
        CheckConstraint("end_week >= first_week", name="weeks_in_order"),
        Index(
            "uq_streak_pause_open",
            "person_id",
            unique=True,
            sqlite_where=text("end_week IS NULL"),
            postgresql_where=text("end_week IS NULL"),
        ),
    )

    id: int | None = row_id()
    person_id: int = points_to("person.id")
    # Mondays; the last week is the one before ``end_week``.
    first_week: date
    end_week: date | None = None
    asked_at: datetime = moment()
    asked_by: int | None = points_to("person.id", optional=True, index=False)


class StreakRewardRow(SQLModel, table=True):
    """Points paid for weeks in a row, once for each number of weeks."""

    __tablename__ = "streak_reward"
    __table_args__ = (
        whole("points"),
        whole("kept_points"),
        CheckConstraint("points BETWEEN 0 AND wanted_points", name="points_range"),
        CheckConstraint("kept_points BETWEEN 0 AND points", name="kept_points_range"),
        CheckConstraint("(points = 0) = (journal_id IS NULL)", name="paid_by_a_journal"),
        Index(
            "uq_streak_reward_standing",
            "person_id",
            "weeks",
            unique=True,
            sqlite_where=text("back_at IS NULL"),
            postgresql_where=text("back_at IS NULL"),
        ),
    )

    id: int | None = row_id()
    person_id: int = points_to("person.id")
    weeks: int
    # Of the week that earned it.
    monday: date
    wanted_points: int
    points: int
    journal_id: int | None = points_to("ledger_journal.id", optional=True, index=False)
    paid_at: datetime = moment()
    back_journal_id: int | None = points_to("ledger_journal.id", optional=True, index=False)
    back_at: datetime | None = maybe_moment()
    # What of it was spent when it was taken back: it is not paid a second time.
    kept_points: int = 0
