"""What is done at the desk: points of workshops, ceilings of helpers, people to call back."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from muvengine.store.tables.columns import maybe_moment, moment, points_to, row_id, whole
from muvengine.store.types import Id


class HelperCeilingRow(SQLModel, table=True):
    """How many points one helper may hand out at workshops in a day; none: the usual number."""

    __tablename__ = "helper_ceiling"
    __table_args__ = (whole("points_max"), CheckConstraint("points_max >= 0", name="not_below_0"))

    helper_id: int = Field(sa_column=Column(Id, ForeignKey("person.id"), primary_key=True))
    points_max: int
    updated_at: datetime = moment()
    updated_by: int | None = points_to("person.id", optional=True, index=False)


class WorkshopGiftRow(SQLModel, table=True):
    """Points that a helper handed to somebody at a workshop; append-only."""

    __tablename__ = "workshop_gift"
    __table_args__ = (
        # One workshop pays a person once, however often their card is read.
        UniqueConstraint("helper_id", "day", "workshop_key", "person_id"),
        whole("points"),
        CheckConstraint("points > 0", name="points_positive"),
        CheckConstraint("helper_id <> person_id", name="not_to_oneself"),
    )

    id: int | None = row_id()
    helper_id: int = points_to("person.id", index=False)
    person_id: int = points_to("person.id")
    # On the town's calendar: the ceiling's day.
    day: date
    workshop: str = Field(max_length=120)
    # The name without accents and capitals.
    workshop_key: str = Field(max_length=120)
    points: int
    journal_id: int = points_to("ledger_journal.id", index=False)
    given_at: datetime = moment()


class CallBackRow(SQLModel, table=True):
    """Somebody is to be called back, by a day."""

    __tablename__ = "call_back"
    __table_args__ = (
        CheckConstraint("(done_at IS NULL) = (done_by IS NULL)", name="done_by_somebody"),
        Index("ix_call_back_open", "done_at", "by_day"),
    )

    id: int | None = row_id()
    person_id: int = points_to("person.id")
    helper_id: int = points_to("person.id", index=False)
    why: str = Field(max_length=200)
    by_day: date
    made_at: datetime = moment()
    done_at: datetime | None = maybe_moment()
    done_by: int | None = points_to("person.id", optional=True, index=False)
