"""Reports of what is in the way on routes and at places, who saw it too, and what was paid."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from muvengine.store.tables.columns import (
    maybe_moment,
    moment,
    one_of,
    points_to,
    row_id,
    whole,
)


class ReportRow(SQLModel, table=True):
    """What somebody has reported; its words are forgotten in the end, the rest stays."""

    __tablename__ = "report"
    __table_args__ = (
        one_of("category", "blocked", "surface", "light", "danger", "bike_stand", "sign", "other"),
        one_of("state", "open", "confirmed", "mending", "mended", "not_mended", "refused"),
        CheckConstraint("route <> '' OR shop <> ''", name="somewhere"),
        CheckConstraint("helper_id IS NULL OR helper_id <> person_id", name="not_by_oneself"),
        CheckConstraint(
            "(state IN ('open', 'refused')) = (confirmed_at IS NULL)", name="confirmed_with_time"
        ),
        CheckConstraint(
            "state NOT IN ('not_mended', 'refused') OR length(answer) >= 5",
            name="answered_with_reason",
        ),
        Index("ix_report_state", "state", "made_at"),
        Index("ix_report_where", "route", "shop", "category"),
    )

    id: int | None = row_id()
    person_id: int = points_to("person.id")
    # Who wrote it for the reporter.
    helper_id: int | None = points_to("person.id", optional=True, index=False)
    category: str = Field(max_length=10)
    # Keys of a set route and of a shop or stop; empty for none.
    route: str = Field(default="", max_length=64)
    shop: str = Field(default="", max_length=64)
    words: str = Field(default="", max_length=300)
    made_at: datetime = moment()
    state: str = Field(max_length=10)
    state_at: datetime = moment()
    confirmed_at: datetime | None = maybe_moment()
    by_staff: bool = False
    answer: str = Field(default="", max_length=200)


class ReportWitnessRow(SQLModel, table=True):
    """Another person has seen it too."""

    __tablename__ = "report_witness"
    __table_args__ = (
        UniqueConstraint("report_id", "person_id"),
        CheckConstraint("helper_id IS NULL OR helper_id <> person_id", name="not_by_oneself"),
    )

    id: int | None = row_id()
    report_id: int = points_to("report.id", index=False)
    person_id: int = points_to("person.id")
    helper_id: int | None = points_to("person.id", optional=True, index=False)
    seen_at: datetime = moment()


class ReportRewardRow(SQLModel, table=True):
    """Points paid for a report that was confirmed, once."""

    __tablename__ = "report_reward"
    __table_args__ = (
        whole("points"),
        whole("kept_points"),
        CheckConstraint("points BETWEEN 0 AND wanted_points", name="points_range"),
        CheckConstraint("kept_points BETWEEN 0 AND points", name="kept_points_range"),
        CheckConstraint("(points = 0) = (journal_id IS NULL)", name="paid_by_a_journal"),
        Index(
            "uq_report_reward_standing",
            "report_id",
            unique=True,
            sqlite_where=text("back_at IS NULL"),
            postgresql_where=text("back_at IS NULL"),
        ),
        Index("ix_report_reward_week", "person_id", "monday"),
    )

    id: int | None = row_id()
    report_id: int = points_to("report.id")
    person_id: int = points_to("person.id", index=False)
    # Of the week under whose ceiling it was paid.
    monday: date
    wanted_points: int
    points: int
    journal_id: int | None = points_to("ledger_journal.id", optional=True, index=False)
    paid_at: datetime = moment()
    back_journal_id: int | None = points_to("ledger_journal.id", optional=True, index=False)
    back_at: datetime | None = maybe_moment()
    # What of it was spent when it was taken back: it is not paid a second time.
    kept_points: int = 0
