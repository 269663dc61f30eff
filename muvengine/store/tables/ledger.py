"""The ledger: accounts, journals, transfers and lots, and the attempts that made them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    UniqueConstraint,
    text,
)
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

KINDS = (
    "season.fund",
    "budget.fund",
    "trip.award",
    "trip.release",
    "trip.reverse",
    "points.expire",
    "points.adjust",
    "points.move",
    "voucher.issue",
    "voucher.redeem",
    "redeem.undo",
    "voucher.void",
    "voucher.expire",
    "offline.cover",
    "shop.settle",
    "season.close",
    "season.carry",
    "budget.return",
    "offline.fund",
    "offline.return",
    "statement.correct",
    "pot.give",
    "pot.match",
    "pot.close",
    "game.award",
    "game.reverse",
)
OWNERS = ("programme", "season", "participant", "shop", "funder", "bank", "pot")


class SeasonRow(SQLModel, table=True):
    """A stretch of days with an envelope of points of its own."""

    __tablename__ = "season"

    id: int | None = row_id()
    key: str = Field(max_length=32, unique=True)
    first_day: date
    last_day: date
    # From then on its trips are paid by the next season.
    closed_at: datetime | None = maybe_moment()


class LedgerAccountRow(SQLModel, table=True):
    """A place where points or cents can be."""

    __tablename__ = "ledger_account"
    __table_args__ = (
        UniqueConstraint("id", "unit"),
        one_of("unit", "PT", "EUR"),
        one_of("owner_kind", *OWNERS),
        whole("balance"),
        CheckConstraint("NOT bounded OR balance >= 0", name="balance_positive"),
        # One hot row would serialise every award: unbounded accounts cache nothing.
        CheckConstraint("bounded OR balance = 0", name="balance_uncached"),
    )

    id: int | None = row_id()
    code: str = Field(max_length=80, unique=True)
    unit: str = Field(max_length=3)
    owner_kind: str = Field(max_length=16)
    owner_id: int | None = None
    bounded: bool
    balance: int = Field(default=0, sa_type=Id)
    closed_at: datetime | None = maybe_moment()


class LedgerJournalRow(SQLModel, table=True):
    """Why points or cents moved; append-only."""

    __tablename__ = "ledger_journal"
    __table_args__ = (
        one_of("kind", *KINDS),
        one_of("actor_kind", "participant", "mediator", "organiser", "device", "system"),
        CheckConstraint("reverses_id <> id", name="not_itself"),
        CheckConstraint(
            "kind NOT IN ('points.adjust', 'trip.reverse', 'voucher.void') OR length(reason) >= 5",
            name="reason_given",
        ),
    )

    id: int | None = row_id()
    kind: str = Field(max_length=24)
    # 'award:981:1', for ever unique.
    business_key: str = Field(max_length=80, unique=True)
    reverses_id: int | None = Field(
        default=None,
        sa_column=Column(Id, ForeignKey("ledger_journal.id"), nullable=True, unique=True),
    )
    occurred_at: datetime = moment()
    recorded_at: datetime = moment()
    actor_kind: str = Field(max_length=16)
    actor_id: int | None = None
    on_behalf_of: int | None = None
    reason: str = Field(default="", max_length=200)
    ref_kind: str = Field(default="", max_length=24)
    ref_id: int | None = None
    meta: dict[str, Any] = document()


class LedgerTransferRow(SQLModel, table=True):
    """An amount from one account to another; append-only."""

    __tablename__ = "ledger_transfer"
    __table_args__ = (
        UniqueConstraint("journal_id", "line"),
        ForeignKeyConstraint(["src_id", "unit"], ["ledger_account.id", "ledger_account.unit"]),
        ForeignKeyConstraint(["dst_id", "unit"], ["ledger_account.id", "ledger_account.unit"]),
        CheckConstraint("src_id <> dst_id", name="moves"),
        CheckConstraint("amount > 0 AND amount < 1000000000000", name="amount_range"),
        whole("amount"),
        Index("ix_ledger_transfer_src", "src_id", "id"),
        Index("ix_ledger_transfer_dst", "dst_id", "id"),
    )

    id: int | None = row_id()
    journal_id: int = points_to("ledger_journal.id", index=False)
    line: int
    unit: str = Field(max_length=3)
    src_id: int = Field(sa_type=Id)
    dst_id: int = Field(sa_type=Id)
    amount: int = Field(sa_type=Id)
    # Balances after, on bounded accounts, for statements.
    src_after: int | None = Field(default=None, sa_type=Id)
    dst_after: int | None = Field(default=None, sa_type=Id)


class LedgerSealRow(SQLModel, table=True):
    """A block of journals, hashed onto the block before; append-only."""

    __tablename__ = "ledger_seal"

    id: int | None = row_id()
    from_journal_id: int = points_to("ledger_journal.id", index=False)
    to_journal_id: int = Field(
        sa_column=Column(Id, ForeignKey("ledger_journal.id"), nullable=False, unique=True)
    )
    count: int
    # Unique: a chain does not fork.
    prev_hash: str = Field(max_length=64, unique=True)
    hash: str = Field(max_length=64, unique=True)
    # 32 bytes a journal, so that a changed one can be named.
    leaves: bytes = Field(sa_type=LargeBinary)
    sealed_at: datetime = moment()


class LedgerTallyRow(SQLModel, table=True):
    """What the sealed journals brought to one sort of account, less what they took."""

    __tablename__ = "ledger_tally"

    # 'p:*:pending' for everybody's own, else the account's code.
    sort: str = Field(primary_key=True, max_length=80)
    net: int = Field(sa_type=Id)


class PointsLotRow(SQLModel, table=True):
    """Points that expire together; only ``remaining`` may change."""

    __tablename__ = "points_lot"
    __table_args__ = (
        whole("amount"),
        whole("remaining"),
        CheckConstraint("amount > 0", name="amount_positive"),
        CheckConstraint("remaining BETWEEN 0 AND amount", name="remaining_range"),
        Index(
            "ix_points_lot_open",
            "account_id",
            "expires_at",
            "id",
            sqlite_where=text("remaining > 0"),
            postgresql_where=text("remaining > 0"),
        ),
    )

    id: int | None = row_id()
    account_id: int = points_to("ledger_account.id", index=False)
    transfer_id: int = Field(
        sa_column=Column(Id, ForeignKey("ledger_transfer.id"), nullable=False, unique=True)
    )
    amount: int
    remaining: int
    # NULL: these points never expire.
    expires_at: datetime | None = maybe_moment()


class PointsLotUseRow(SQLModel, table=True):
    """Which lot a spending came from; append-only; negative when given back."""

    __tablename__ = "points_lot_use"
    __table_args__ = (
        UniqueConstraint("lot_id", "transfer_id"),
        whole("amount"),
        CheckConstraint("amount <> 0", name="amount_moves"),
    )

    id: int | None = row_id()
    lot_id: int = points_to("points_lot.id", index=False)
    transfer_id: int = points_to("ledger_transfer.id")
    amount: int


class AwardRow(SQLModel, table=True):
    """What a score sheet earned, on its way from pending to available."""

    __tablename__ = "award"
    __table_args__ = (
        UniqueConstraint("trip_id", "score_no"),
        one_of("state", "pending", "held", "released", "reversed"),
        Index("ix_award_due", "state", "release_at"),
        whole("points"),
    )

    id: int | None = row_id()
    trip_id: int = points_to("trip.id", index=False)
    score_no: int
    person_id: int = points_to("person.id")
    points: int
    journal_id: int | None = points_to("ledger_journal.id", optional=True, index=False)
    release_journal_id: int | None = points_to("ledger_journal.id", optional=True, index=False)
    release_at: datetime = moment()
    expire_after_days: int | None = None
    expire_round: str = Field(default="end_of_month", max_length=16)
    state: str = Field(max_length=8)


class AttemptRow(SQLModel, table=True):
    """A write that was claimed, with its answer; the same key hears the same answer."""

    __tablename__ = "attempt"
    __table_args__ = (one_of("state", "done", "refused"),)

    # 'participant:42': one actor never replays another's answer.
    actor: str = Field(primary_key=True, max_length=40)
    key: str = Field(primary_key=True, max_length=80)
    endpoint: str = Field(max_length=40)
    request_hash: str = Field(max_length=64)
    state: str = Field(default="done", max_length=8)
    answer: Any = document()
    created_at: datetime = moment(index=True)
