"""Who works where, and what organisers are asked to look at."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from muvengine.store.tables.columns import (
    document,
    maybe_moment,
    moment,
    one_of,
    points_to,
    row_id,
)


class ShopStaffRow(SQLModel, table=True):
    """A participant who works in a shop: it does not take their vouchers."""

    __tablename__ = "shop_staff"
    __table_args__ = (UniqueConstraint("shop_id", "person_id"),)

    id: int | None = row_id()
    shop_id: int = points_to("shop.id", index=False)
    person_id: int = points_to("person.id")
    marked_at: datetime = moment()
    marked_by: int | None = points_to("person.id", optional=True, index=False)


class AlertRow(SQLModel, table=True):
    """Something unusual at the tills; it blocks nothing, and a person closes it with a reason."""

    __tablename__ = "alert"
    __table_args__ = (
        # The same thing of the same day is told once, however often it is looked for.
        UniqueConstraint("kind", "shop_id", "subject", "day"),
        one_of("kind", "same_hand", "busy_shop"),
        CheckConstraint("(closed_at IS NULL) = (closing_reason = '')", name="closed_with_reason"),
    )

    id: int | None = row_id()
    kind: str = Field(max_length=16)
    shop_id: int = points_to("shop.id", index=False)
    # "42:7" for a person and a device; empty for a whole shop.
    subject: str = Field(default="", max_length=40)
    day: date
    facts: dict[str, int] = document()
    raised_at: datetime = moment()
    owner_id: int | None = points_to("person.id", optional=True, index=False)
    closed_at: datetime | None = maybe_moment(index=True)
    closed_by: int | None = points_to("person.id", optional=True, index=False)
    closing_reason: str = Field(default="", max_length=200)


class VoucherWarningRow(SQLModel, table=True):
    """A voucher's owner was told that it ends soon; append-only."""

    __tablename__ = "voucher_warning"
    __table_args__ = (UniqueConstraint("voucher_id", "days_before"),)

    id: int | None = row_id()
    voucher_id: int = points_to("voucher.id", index=False)
    # Which of the two warnings: at most so many days before the last one.
    days_before: int
    warned_at: datetime = moment()
