"""Cards that are printed before anybody holds them, and balances that changed their account."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Column, ForeignKey
from sqlmodel import Field, SQLModel

from muvengine.store.tables.columns import maybe_moment, moment, points_to, row_id
from muvengine.store.types import Id


class CardPackRow(SQLModel, table=True):
    """Cards that were printed together, without names."""

    __tablename__ = "card_pack"

    id: int | None = row_id()
    name: str = Field(max_length=80)
    made_at: datetime = moment()
    made_by: int | None = points_to("person.id", optional=True, index=False)


class PackCardRow(SQLModel, table=True):
    """One card of a pack; once somebody holds it, the card of its number is theirs."""

    __tablename__ = "pack_card"
    __table_args__ = (
        CheckConstraint("taken_at IS NULL OR voided_at IS NULL", name="taken_or_void"),
    )

    id: int | None = row_id()
    pack_id: int = points_to("card_pack.id")
    # As of a card: what is typed, and hashes of what opens.
    number: str = Field(max_length=9, unique=True)
    token_hash: str = Field(max_length=64, unique=True)
    pin_hash: str = Field(max_length=200)
    taken_at: datetime | None = maybe_moment()
    voided_at: datetime | None = maybe_moment()


class BalanceMoveRow(SQLModel, table=True):
    """Whose points go to which other account, now and whenever more come in; append-only."""

    __tablename__ = "balance_move"
    __table_args__ = (CheckConstraint("from_id <> to_id", name="to_another"),)

    id: int | None = row_id()
    # An account is emptied once, into one other.
    from_id: int = Field(sa_column=Column(Id, ForeignKey("person.id"), nullable=False, unique=True))
    to_id: int = points_to("person.id")
    reason: str = Field(max_length=200)
    moved_at: datetime = moment()
    moved_by: int | None = points_to("person.id", optional=True, index=False)
    approved_by: int | None = points_to("person.id", optional=True, index=False)
