"""Shops, their tablets and their offers."""

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


class ShopRow(SQLModel, table=True):
    """A shop along the way."""

    __tablename__ = "shop"
    __table_args__ = (one_of("state", "open", "closed"),)

    id: int | None = row_id()
    key: str = Field(max_length=64, unique=True)
    name: str = Field(max_length=120)
    street: str = Field(default="", max_length=200)
    lat: float
    lon: float
    pictogram: str = Field(default="shop", max_length=24)
    about: dict[str, str] = document()
    hours: dict[str, str] = document()
    state: str = Field(default="open", max_length=8)
    # How far a tablet of this shop may go without network.
    offline_cents: int = 2000
    offline_hours: int = 24
    offline_scans: int = 50
    created_at: datetime = moment()


class SigningKeyRow(SQLModel, table=True):
    """A public key that vouchers are checked with; its private half is never kept here."""

    __tablename__ = "signing_key"
    __table_args__ = (CheckConstraint("id BETWEEN 1 AND 255", name="one_byte"),)

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    # 32 bytes in base64url, without padding.
    public_key: str = Field(max_length=43)
    active_from: datetime = moment()
    retired_at: datetime | None = maybe_moment()


class ShopDeviceRow(SQLModel, table=True):
    """By what a shop takes vouchers; a paired tablet's token is kept hashed.

    A sign on the counter and the paper list have no token: nothing opens with their mark.
    """

    __tablename__ = "shop_device"
    __table_args__ = (one_of("kind", "tablet", "sign", "paper"),)

    id: int | None = row_id()
    shop_id: int = points_to("shop.id")
    kind: str = Field(default="tablet", max_length=8)
    name: str = Field(default="", max_length=80)
    token_hash: str = Field(max_length=64, unique=True)
    paired_at: datetime = moment()
    last_seen_at: datetime | None = maybe_moment()
    revoked_at: datetime | None = maybe_moment()
    # When it last asked for the list of vouchers, and when the last gap of that began.
    last_sync_at: datetime | None = maybe_moment()
    offline_since: datetime | None = maybe_moment()
    clock_skew_s: int | None = None
    # Too many unknown codes: it takes nothing until an organiser has looked.
    suspended_at: datetime | None = maybe_moment()


class PairingCodeRow(SQLModel, table=True):
    """What a tablet types once to belong to a shop; kept hashed."""

    __tablename__ = "pairing_code"

    code_hash: str = Field(primary_key=True, max_length=64)
    shop_id: int = points_to("shop.id")
    created_by: int | None = points_to("person.id", optional=True, index=False)
    created_at: datetime = moment()
    expires_at: datetime = moment()
    reusable: bool = False
    used_at: datetime | None = maybe_moment()


class OfferRow(SQLModel, table=True):
    """What a shop gives for points."""

    __tablename__ = "offer"
    __table_args__ = (
        one_of("kind", "item", "amount_off", "percent_off"),
        one_of("per_person_period", "day", "week", "month", "season"),
        one_of("state", "draft", "live", "paused", "closed"),
        whole("price_points"),
        whole("face_cents"),
        whole("issued"),
        CheckConstraint("shop_share_cents >= 0", name="shop_share_cents_positive"),
        CheckConstraint("price_points > 0", name="price_points_positive"),
        CheckConstraint("face_cents >= 0", name="face_cents_positive"),
        CheckConstraint("issued >= 0", name="issued_positive"),
        CheckConstraint("stock IS NULL OR issued <= stock", name="stock_kept"),
        CheckConstraint("per_person BETWEEN 1 AND 50", name="per_person_range"),
        CheckConstraint("valid_days BETWEEN 1 AND 366", name="valid_days_range"),
        CheckConstraint("percent_off BETWEEN 1 AND 100", name="percent_off_range"),
        CheckConstraint(
            "(kind = 'percent_off') = (percent_off IS NOT NULL)", name="percent_off_named"
        ),
        CheckConstraint("percent_off IS NULL OR NOT divisible", name="percent_off_whole"),
        CheckConstraint("daily_issue_limit > 0", name="daily_issue_limit_positive"),
        CheckConstraint("min_age BETWEEN 1 AND 99", name="min_age_range"),
    )

    id: int | None = row_id()
    shop_id: int = points_to("shop.id")
    title: dict[str, str] = document()
    note: dict[str, str] = document()
    pictogram: str = Field(default="gift", max_length=24)
    kind: str = Field(default="item", max_length=16)
    price_points: int
    face_cents: int
    # What the shop gives of its own, beside the face the programme pays.
    shop_share_cents: int = 0
    divisible: bool = False
    stock: int | None = None
    issued: int = 0
    per_person: int = 1
    per_person_period: str = Field(default="week", max_length=8)
    visible_from: date | None = None
    visible_until: date | None = None
    valid_days: int = 90
    state: str = Field(default="live", max_length=8)
    # The last day on which the shop has none of it.
    none_until: date | None = None
    percent_off: int | None = None
    min_age: int | None = None
    no_alcohol_tobacco: bool = False
    # Weekdays with hours, and single days, as ``store.terms`` writes them.
    closed_times: dict[str, Any] = document()
    daily_issue_limit: int | None = None
    sold_on: date | None = None
    sold_that_day: int = 0
    created_at: datetime = moment()
