"""Vouchers and what happens to them at the till."""

from datetime import date, datetime
from typing import Any

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


class VoucherRow(SQLModel, table=True):
    """A promise by one shop to one participant, already paid for in points."""

    __tablename__ = "voucher"
    __table_args__ = (
        # A slot is NULL once void: the place is free again.
        UniqueConstraint("offer_id", "person_id", "period_key", "slot"),
        # So is the place among the day's vouchers of one person, over all offers.
        UniqueConstraint("person_id", "bought_on", "day_slot"),
        one_of("state", "reserved", "issued", "redeemed", "void", "expired"),
        one_of("channel", "app", "print", "mediator", "api"),
        whole("face_cents"),
        whole("redeemed_cents"),
        CheckConstraint("redeemed_cents BETWEEN 0 AND face_cents", name="redeemed_cents_range"),
        CheckConstraint("slot IS NULL OR slot BETWEEN 1 AND 50", name="slot_range"),
        CheckConstraint(
            # A percentage pays what the bill asks; the rest waits until it cannot be undone.
            "state <> 'redeemed' OR redeemed_cents = face_cents OR percent_off IS NOT NULL",
            name="redeemed_whole",
        ),
        CheckConstraint("day_slot IS NULL OR day_slot BETWEEN 1 AND 50", name="day_slot_range"),
        CheckConstraint(
            "state <> 'reserved' OR reserved_until IS NOT NULL", name="reserved_until_known"
        ),
        Index("ix_voucher_state", "state", "last_day"),
    )

    id: int | None = row_id()
    code: str = Field(max_length=9, unique=True)
    # 128-bit random text in the QR.
    token: str = Field(max_length=40, unique=True)
    offer_id: int = points_to("offer.id")
    person_id: int = points_to("person.id")
    shop_id: int = points_to("shop.id")
    period_key: str = Field(max_length=16)
    slot: int | None = None
    # The local day of the purchase; unknown of vouchers bought before there was a daily limit.
    bought_on: date | None = None
    day_slot: int | None = None
    state: str = Field(max_length=8)
    price_points: int
    face_cents: int
    redeemed_cents: int = 0
    divisible: bool = False
    # The terms it was bought under; see the offer.
    percent_off: int | None = None
    min_age: int | None = None
    no_alcohol_tobacco: bool = False
    closed_times: dict[str, Any] = document()
    issue_journal_id: int = points_to("ledger_journal.id")
    channel: str = Field(default="app", max_length=8)
    issued_by: int | None = points_to("person.id", optional=True, index=False)
    issued_at: datetime = moment()
    reserved_until: datetime | None = maybe_moment(index=True)
    first_day: date
    last_day: date = Field(index=True)
    printed_at: datetime | None = maybe_moment()
    closed_at: datetime | None = maybe_moment()
    closed_reason: str = Field(default="", max_length=200)


class RedemptionRow(SQLModel, table=True):
    """A shop took a voucher, whole or in part."""

    __tablename__ = "redemption"
    __table_args__ = (
        one_of("state", "accepted", "covered", "disputed", "undone", "settled"),
        whole("amount_cents"),
        CheckConstraint("amount_cents >= 0", name="amount_cents_positive"),
        Index(
            "uq_redemption_single",
            "voucher_id",
            unique=True,
            sqlite_where=text("single AND state IN ('accepted', 'settled')"),
            postgresql_where=text("single AND state IN ('accepted', 'settled')"),
        ),
        Index("ix_redemption_shop_scanned", "shop_id", "scanned_at"),
    )

    id: int | None = row_id()
    voucher_id: int = points_to("voucher.id")
    shop_id: int = points_to("shop.id", index=False)
    device_id: int = points_to("shop_device.id")
    amount_cents: int
    # Copied from the offer, so that the partial index can see it.
    single: bool
    # Made by the tablet before sending.
    client_id: str = Field(max_length=64, unique=True)
    scanned_at: datetime = moment()
    received_at: datetime = moment()
    offline: bool = False
    # Taken without network although it should not have passed, and why it should not.
    forced: bool = False
    refusal: str = Field(default="", max_length=32)
    # The tablet's clock cannot be right: the time is that of its arrival.
    clock_off: bool = False
    state: str = Field(max_length=8)
    # None where no money moved: disputed, or undone after a dispute.
    journal_id: int | None = points_to("ledger_journal.id", optional=True)
    # The statement that counts it.
    settlement_id: int | None = points_to("settlement.id", optional=True)
    undone_at: datetime | None = maybe_moment()
    # What the organiser decided about a disputed one.
    decided_at: datetime | None = maybe_moment()
    decided_by: int | None = points_to("person.id", optional=True, index=False)
    decided_reason: str = Field(default="", max_length=200)


class RedemptionAttemptRow(SQLModel, table=True):
    """Every scan, also refused ones; append-only."""

    __tablename__ = "redemption_attempt"

    id: int | None = row_id()
    device_id: int = points_to("shop_device.id")
    at: datetime = moment(index=True)
    raw: str = Field(max_length=200)
    reason: str = Field(max_length=32)
    voucher_id: int | None = points_to("voucher.id", optional=True, index=False)
