"""Mails on their way."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, LargeBinary
from sqlmodel import Field, SQLModel

from muvengine.store.tables.columns import maybe_moment, moment, one_of, points_to, row_id


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
