"""Mails on their way, and the addresses people gave for them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, LargeBinary
from sqlmodel import Field, SQLModel

from muvengine.store.tables.columns import maybe_moment, moment, one_of, points_to, row_id
from muvengine.store.types import Id


class MailRow(SQLModel, table=True):
    """A mail: address and sealed text while it waits, afterwards only what became of it."""

    __tablename__ = "mail"
    __table_args__ = (
        one_of("kind", "confirm", "sign_in", "invite", "week"),
        one_of("state", "waiting", "sent", "given_up"),
        # Nobody finds out from this table what was written to whom last month.
        CheckConstraint(
            "state = 'waiting' OR (address = '' AND sealed IS NULL)", name="done_is_empty"
        ),
        Index("ix_mail_due", "state", "next_at"),
    )

    id: int | None = row_id()
    # Names it in its Message-ID, so that a mail program knows a second copy.
    public_id: str = Field(max_length=64, unique=True)
    kind: str = Field(max_length=8)
    person_id: int = points_to("person.id")
    address: str = Field(max_length=254)
    sealed: bytes | None = Field(default=None, sa_type=LargeBinary)
    state: str = Field(max_length=8)
    tries: int = 0
    problem: str | None = Field(default=None, max_length=16)
    next_at: datetime = moment()
    # Somebody sends it since then; taken for dead after a while.
    claimed_at: datetime | None = maybe_moment()
    created_at: datetime = moment()
    until: datetime = moment()
    done_at: datetime | None = maybe_moment()


class MailAddressRow(SQLModel, table=True):
    """The address a participant gave: the confirmed one, and one that waits to be confirmed."""

    __tablename__ = "mail_address"
    __table_args__ = (
        CheckConstraint("address IS NOT NULL OR asked IS NOT NULL", name="not_empty"),
        CheckConstraint(
            "address IS NOT NULL OR letter_since IS NULL", name="letter_goes_somewhere"
        ),
    )

    person_id: int = Field(primary_key=True, foreign_key="person.id", sa_type=Id)
    # Not unique: a family may read one mail.
    address: str | None = Field(default=None, max_length=254, index=True)
    confirmed_at: datetime | None = maybe_moment()
    asked: str | None = Field(default=None, max_length=254)
    asked_hash: str | None = Field(default=None, max_length=64, unique=True)
    asked_until: datetime | None = maybe_moment()
    # They want the weekly letter by mail since then.
    letter_since: datetime | None = maybe_moment()


class MailAskRow(SQLModel, table=True):
    """Somebody asks for a link; whether the address is known is found out later, by a worker."""

    __tablename__ = "mail_ask"

    id: int | None = row_id()
    address: str = Field(max_length=254)
    asked_at: datetime = moment()
