"""What shops are owed, statement by statement, and to whom it is paid."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, ForeignKey, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from muvengine.store.tables.columns import (
    long_text,
    maybe_moment,
    moment,
    one_of,
    points_to,
    row_id,
    whole,
)
from muvengine.store.types import Id


class ShopPayeeRow(SQLModel, table=True):
    """Who a shop is before the law, and where its money goes."""

    __tablename__ = "shop_payee"
    __table_args__ = (one_of("rhythm", "month", "week"),)

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    legal_name: str = Field(max_length=120)
    address: str = Field(default="", max_length=300)
    registration: str = Field(default="", max_length=40)
    tax_line: str = Field(default="", max_length=200)
    iban: str = Field(default="", max_length=34)
    rhythm: str = Field(default="month", max_length=8)
    updated_at: datetime = moment()
    updated_by: int | None = points_to("person.id", optional=True, index=False)


class SettlementRow(SQLModel, table=True):
    """A statement: everything a shop took in a period; fixed once it has a number."""

    __tablename__ = "settlement"
    __table_args__ = (
        UniqueConstraint("shop_id", "period_to"),
        one_of("state", "draft", "closed", "paid"),
        whole("total_cents"),
        CheckConstraint("total_cents >= 0", name="total_cents_positive"),
        CheckConstraint("(state = 'draft') = (number IS NULL)", name="numbered"),
        CheckConstraint("period_from <= period_to", name="period_order"),
    )

    id: int | None = row_id()
    shop_id: int = points_to("shop.id", index=False)
    # Without gaps over all shops, given when it is closed.
    number: int | None = Field(default=None, unique=True)
    period_from: date
    period_to: date
    state: str = Field(max_length=8)
    total_cents: int = 0
    # As they were when it was closed.
    payee: str = long_text()
    ledger_head: str = Field(default="", max_length=64)
    drafted_at: datetime = moment()
    closed_at: datetime | None = maybe_moment()
    closed_by: int | None = points_to("person.id", optional=True, index=False)
    paid_at: datetime | None = maybe_moment()
    paid_by: int | None = points_to("person.id", optional=True, index=False)
    paid_reference: str = Field(default="", max_length=80)


class SettlementLineRow(SQLModel, table=True):
    """One redemption or one correction on a closed statement; append-only."""

    __tablename__ = "settlement_line"
    __table_args__ = (
        UniqueConstraint("settlement_id", "line"),
        whole("amount_cents"),
        CheckConstraint("(redemption_id IS NULL) <> (contest_id IS NULL)", name="one_source"),
    )

    id: int | None = row_id()
    settlement_id: int = points_to("settlement.id", index=False)
    line: int
    # Unique: nobody is paid twice for one voucher, nor for one correction.
    redemption_id: int | None = Field(
        default=None,
        sa_column=Column(Id, ForeignKey("redemption.id"), nullable=True, unique=True),
    )
    contest_id: int | None = Field(
        default=None,
        sa_column=Column(Id, ForeignKey("statement_contest.id"), nullable=True, unique=True),
    )
    amount_cents: int


class StatementContestRow(SQLModel, table=True):
    """A shop says that something on a closed statement is wrong, and what came of it."""

    __tablename__ = "statement_contest"
    __table_args__ = (
        # A line is contested once; of what is missing there may be several.
        UniqueConstraint("settlement_id", "line"),
        one_of("reason", "amount", "not_taken", "missing", "other"),
        one_of("state", "open", "refused", "corrected"),
        whole("cents"),
        CheckConstraint("(state = 'corrected') = (cents <> 0)", name="cents_corrected"),
        CheckConstraint("(state = 'open') = (decided_at IS NULL)", name="decided"),
        CheckConstraint("(line IS NULL) = (reason = 'missing')", name="line_named"),
        CheckConstraint(
            "state = 'corrected' OR (journal_id IS NULL AND on_settlement_id IS NULL)",
            name="money_corrected",
        ),
    )

    id: int | None = row_id()
    settlement_id: int = points_to("settlement.id", index=False)
    shop_id: int = points_to("shop.id")
    line: int | None = None
    reason: str = Field(max_length=16)
    words: str = Field(default="", max_length=300)
    state: str = Field(default="open", max_length=16)
    opened_at: datetime = moment()
    opened_by: int | None = points_to("shop_device.id", optional=True, index=False)
    decided_at: datetime | None = maybe_moment()
    decided_by: int | None = points_to("person.id", optional=True, index=False)
    answer: str = Field(default="", max_length=200)
    # Above zero when the shop is owed more.
    cents: int = 0
    journal_id: int | None = Field(
        default=None,
        sa_column=Column(Id, ForeignKey("ledger_journal.id"), nullable=True, unique=True),
    )
    # The statement that carries the correction.
    on_settlement_id: int | None = points_to("settlement.id", optional=True)


class SettlementPaperRow(SQLModel, table=True):
    """The paper of a statement as it was drawn when it was closed; append-only."""

    __tablename__ = "settlement_paper"

    settlement_id: int = Field(
        sa_column=Column(Id, ForeignKey("settlement.id"), primary_key=True, autoincrement=False)
    )
    sha256: str = Field(max_length=64)
    pdf: bytes = Field(sa_type=LargeBinary)
    drawn_at: datetime = moment()
