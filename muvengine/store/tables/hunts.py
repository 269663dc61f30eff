"""Treasure hunts: places, their signs, who found what, and what was paid for it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
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


class HuntRow(SQLModel, table=True):
    """A treasure hunt; from its start on it changes its state alone."""

    __tablename__ = "hunt"
    __table_args__ = (
        UniqueConstraint("key"),
        one_of("state", "draft", "running", "paused", "cancelled"),
        CheckConstraint("starts_at < ends_at", name="times_in_order"),
        CheckConstraint("place_points >= 0", name="place_points_range"),
        CheckConstraint("all_points >= 0", name="all_points_range"),
        CheckConstraint("a_day_max >= 1", name="a_day_max_positive"),
        CheckConstraint("state = 'draft' OR started_at IS NOT NULL OR state = 'cancelled'",
                        name="started_with_time"),
        CheckConstraint("(state = 'cancelled') = (cancelled_at IS NOT NULL)",
                        name="cancelled_with_time"),
        CheckConstraint("state <> 'cancelled' OR length(cancelled_reason) >= 5",
                        name="cancelled_with_reason"),
    )  # fmt: skip

    id: int | None = row_id()
    key: str = Field(max_length=64)
    title: dict[str, str] = document()
    about: dict[str, str] = document()
    starts_at: datetime = moment()
    ends_at: datetime = moment()
    in_order: bool = False
    # For each place, and for the last one that was missing.
    place_points: int = 0
    all_points: int = 0
    # Stamps that one helper or one till gives in a day.
    a_day_max: int = 100
    state: str = Field(max_length=10)
    made_at: datetime = moment()
    made_by: int | None = points_to("person.id", optional=True, index=False)
    started_at: datetime | None = maybe_moment()
    cancelled_at: datetime | None = maybe_moment()
    cancelled_reason: str = Field(default="", max_length=200)


class HuntPlaceRow(SQLModel, table=True):
    """One place to be found."""

    __tablename__ = "hunt_place"
    __table_args__ = (
        UniqueConstraint("hunt_id", "number"),
        CheckConstraint("number >= 1", name="number_positive"),
        CheckConstraint("(lat IS NULL) = (lon IS NULL)", name="both_degrees"),
    )

    id: int | None = row_id()
    hunt_id: int = points_to("hunt.id", index=False)
    number: int
    name: dict[str, str] = document()
    hint: dict[str, str] = document()
    pictogram: str = Field(max_length=20)
    # Keys of a shop, whose till may stamp, and of a set route; empty for none.
    shop: str = Field(default="", max_length=64)
    route: str = Field(default="", max_length=64)
    lat: float | None = None
    lon: float | None = None
    # From when nobody finds it, until its sign is renewed.
    paused_at: datetime | None = maybe_moment()


class HuntSignRow(SQLModel, table=True):
    """What hangs at a place; a sign that went astray is revoked and renewed."""

    __tablename__ = "hunt_sign"
    __table_args__ = (
        UniqueConstraint("token"),
        UniqueConstraint("code"),
        Index(
            "uq_hunt_sign_standing",
            "place_id",
            unique=True,
            sqlite_where=text("revoked_at IS NULL"),
            postgresql_where=text("revoked_at IS NULL"),
        ),
    )

    id: int | None = row_id()
    place_id: int = points_to("hunt_place.id", index=False)
    token: str = Field(max_length=26)
    code: str = Field(max_length=9)
    made_at: datetime = moment()
    revoked_at: datetime | None = maybe_moment()


class HuntFindRow(SQLModel, table=True):
    """Somebody found a place, until a wrong stamp is taken back."""

    __tablename__ = "hunt_find"
    __table_args__ = (
        one_of("way", "sign", "card", "paper"),
        CheckConstraint("(back_at IS NULL) = (length(back_reason) = 0)", name="back_with_reason"),
        CheckConstraint("helper_id IS NULL OR helper_id <> person_id", name="not_by_oneself"),
        Index(
            "uq_hunt_find_standing",
            "place_id",
            "person_id",
            unique=True,
            sqlite_where=text("back_at IS NULL"),
            postgresql_where=text("back_at IS NULL"),
        ),
        Index("ix_hunt_find_helper", "helper_id", "found_at"),
        Index("ix_hunt_find_device", "device_id", "found_at"),
    )

    id: int | None = row_id()
    hunt_id: int = points_to("hunt.id")
    place_id: int = points_to("hunt_place.id", index=False)
    person_id: int = points_to("person.id")
    way: str = Field(max_length=5)
    found_at: datetime = moment()
    # Who stamped: a person or a shop's till; neither where the finder has read the sign.
    helper_id: int | None = points_to("person.id", optional=True, index=False)
    device_id: int | None = points_to("shop_device.id", optional=True, index=False)
    back_at: datetime | None = maybe_moment()
    back_by: int | None = points_to("person.id", optional=True, index=False)
    back_reason: str = Field(default="", max_length=200)


class HuntRewardRow(SQLModel, table=True):
    """Points paid for a place, or for all of them, once a person."""

    __tablename__ = "hunt_reward"
    __table_args__ = (
        whole("points"),
        whole("kept_points"),
        CheckConstraint("number >= 0", name="number_range"),
        CheckConstraint("points BETWEEN 0 AND wanted_points", name="points_range"),
        CheckConstraint("kept_points BETWEEN 0 AND points", name="kept_points_range"),
        CheckConstraint("(points = 0) = (journal_id IS NULL)", name="paid_by_a_journal"),
        Index(
            "uq_hunt_reward_standing",
            "hunt_id",
            "person_id",
            "number",
            unique=True,
            sqlite_where=text("back_at IS NULL"),
            postgresql_where=text("back_at IS NULL"),
        ),
    )

    id: int | None = row_id()
    hunt_id: int = points_to("hunt.id", index=False)
    person_id: int = points_to("person.id")
    # Of the place; 0 for all of them.
    number: int
    wanted_points: int
    points: int
    journal_id: int | None = points_to("ledger_journal.id", optional=True, index=False)
    paid_at: datetime = moment()
    back_journal_id: int | None = points_to("ledger_journal.id", optional=True, index=False)
    back_at: datetime | None = maybe_moment()
    # What of it was spent when it was taken back: it is not paid a second time.
    kept_points: int = 0
