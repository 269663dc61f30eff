"""People and what they carry: cards, passwords, links."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field, SQLModel

from muvengine.store.tables.columns import (
    document,
    maybe_moment,
    moment,
    one_of,
    points_to,
    row_id,
)


class PersonRow(SQLModel, table=True):
    """A participant, mediator or organiser."""

    __tablename__ = "person"
    __table_args__ = (
        one_of("role", "participant", "mediator", "organiser"),
        CheckConstraint("email IS NULL OR password_hash IS NOT NULL", name="email_password"),
        Index("ix_person_role", "role", "closed_at"),
    )

    id: int | None = row_id()
    # In addresses of pages, so that nobody can count people.
    public_id: str = Field(max_length=32, unique=True)
    role: str = Field(max_length=16)
    name: str = Field(max_length=80)
    # The name without accents and capitals: how a mediator looks for it.
    name_key: str = Field(default="", max_length=80, index=True)
    locale: str = Field(max_length=8)
    usual_mode: str | None = Field(default=None, max_length=16)
    segments: list[str] = document()
    # Staff only; people without e-mail carry a card.
    email: str | None = Field(default=None, max_length=254, unique=True)
    password_hash: str | None = Field(default=None, max_length=200)
    note: str = Field(default="", max_length=200)
    enrolled_by: int | None = points_to("person.id", optional=True)
    consent_at: datetime | None = maybe_moment()
    # "At least so many years old", as it was said when an offer asked; 0 when none did.
    said_age: int = 0
    # Since when no trace of theirs is kept once it is scored; None where they are.
    traces_off_at: datetime | None = maybe_moment()
    created_at: datetime = moment()
    frozen_at: datetime | None = maybe_moment()
    closed_at: datetime | None = maybe_moment()


class CardRow(SQLModel, table=True):
    """A paper card: a QR with a 128-bit token, kept hashed, and a PIN."""

    __tablename__ = "card"

    id: int | None = row_id()
    person_id: int = points_to("person.id")
    # What is printed under the QR, to be typed: 8 characters and a check character.
    number: str = Field(max_length=9, unique=True)
    token_hash: str = Field(max_length=64, unique=True)
    pin_hash: str = Field(max_length=200)
    issued_at: datetime = moment()
    issued_by: int | None = points_to("person.id", optional=True, index=False)
    voided_at: datetime | None = maybe_moment()


class SignInLinkRow(SQLModel, table=True):
    """A link that signs in when opened: once, or until it expires in a demo."""

    __tablename__ = "sign_in_link"

    token_hash: str = Field(primary_key=True, max_length=64)
    person_id: int = points_to("person.id")
    created_at: datetime = moment()
    expires_at: datetime = moment()
    reusable: bool = False
    used_at: datetime | None = maybe_moment()
