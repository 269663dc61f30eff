"""What a shop does by itself: ask to join, and take vouchers by a sign."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from muvengine.store.tables.columns import (
    long_text,
    maybe_moment,
    moment,
    one_of,
    points_to,
    row_id,
)


class ShopRequestRow(SQLModel, table=True):
    """A shop asks to join; forgotten some time after the answer."""

    __tablename__ = "shop_request"
    __table_args__ = (
        one_of("state", "waiting", "accepted", "declined"),
        CheckConstraint("(state = 'waiting') = (answered_at IS NULL)", name="answered"),
        CheckConstraint("(state = 'accepted') = (shop_id IS NOT NULL)", name="shop_made"),
    )

    id: int | None = row_id()
    # Both open the answer and nothing else.
    token_hash: str = Field(max_length=64, unique=True)
    code_hash: str = Field(max_length=64, unique=True)
    name: str = Field(max_length=120)
    street: str = Field(max_length=200)
    gives: str = long_text()
    hours: str = Field(default="", max_length=300)
    contact: str = Field(max_length=200)
    locale: str = Field(max_length=8)
    state: str = Field(max_length=8)
    reason: str = long_text()
    sent_at: datetime = moment()
    answered_at: datetime | None = maybe_moment()
    answered_by: int | None = points_to("person.id", optional=True, index=False)
    shop_id: int | None = points_to("shop.id", optional=True, index=False)


class CounterSignRow(SQLModel, table=True):
    """What the sign on a counter says; it is a device of its shop, of the kind ``sign``."""

    __tablename__ = "counter_sign"

    device_id: int = Field(primary_key=True, foreign_key="shop_device.id")
    # It stands on the counter for everybody to read: it is no secret to be hashed.
    token: str = Field(max_length=64, unique=True)
    code: str = Field(max_length=16, unique=True)
    # Makes the words of the day; it never leaves the house.
    secret: str = Field(max_length=64)
    made_by: int | None = points_to("person.id", optional=True, index=False)
