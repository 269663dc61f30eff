"""What keeps the town's promises below its money, and tells people in time."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, UniqueConstraint, text
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


class ShopCeilingRow(SQLModel, table=True):
    """How many cents of vouchers may be sold for one shop in a period."""

    __tablename__ = "shop_ceiling"
    __table_args__ = (
        one_of("period", "month", "season"),
        whole("cents_max"),
        CheckConstraint("cents_max >= 0", name="cents_max_positive"),
    )

    shop_id: int = Field(sa_column=Column(Id, ForeignKey("shop.id"), primary_key=True))
    cents_max: int
    period: str = Field(max_length=8)
    updated_at: datetime = moment()
    updated_by: int | None = points_to("person.id", optional=True, index=False)


class AlarmRow(SQLModel, table=True):
    """An envelope is near its end: who looks after it, and what they answered."""

    __tablename__ = "alarm"
    __table_args__ = (
        one_of("level", "watch", "soon", "empty"),
        # One for as long as it lasts.
        Index(
            "uq_alarm_standing",
            "subject",
            "level",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: int | None = row_id()
    subject: str = Field(max_length=60)
    level: str = Field(max_length=8)
    facts: dict[str, object] = document()
    raised_at: datetime = moment()
    ended_at: datetime | None = maybe_moment()
    owner_id: int | None = points_to("person.id", optional=True, index=False)
    taken_at: datetime | None = maybe_moment()
    closed_at: datetime | None = maybe_moment()
    closed_by: int | None = points_to("person.id", optional=True, index=False)
    closed_reason: str = Field(default="", max_length=200)


class ReminderRow(SQLModel, table=True):
    """Somebody is to be told, once, that points or a voucher end soon."""

    __tablename__ = "reminder"
    __table_args__ = (
        UniqueConstraint("person_id", "kind", "subject", "days"),
        one_of("kind", "points", "voucher"),
        Index("ix_reminder_to_tell", "told_at", "last_day"),
    )

    id: int | None = row_id()
    person_id: int = points_to("person.id")
    kind: str = Field(max_length=8)
    # The last day of points, or the code of a voucher.
    subject: str = Field(max_length=20)
    days: int
    last_day: date
    noted_at: datetime = moment()
    told_at: datetime | None = maybe_moment()
    told_by: int | None = points_to("person.id", optional=True, index=False)
