"""Who is signed in, who may try again, and who did what."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from muvengine.store.tables.columns import (
    document,
    maybe_moment,
    moment,
    one_of,
    points_to,
    row_id,
)


class SessionRow(SQLModel, table=True):
    """A signed-in browser; the cookie's token is kept hashed."""

    __tablename__ = "session"

    token_hash: str = Field(primary_key=True, max_length=64)
    person_id: int = points_to("person.id")
    # The participant a mediator is helping now.
    acting_for: int | None = points_to("person.id", optional=True, index=False)
    shared_computer: bool = False
    # The password was right, and the code is still to be given: it opens nothing.
    code_due: bool = False
    created_at: datetime = moment()
    seen_at: datetime = moment()
    expires_at: datetime = moment(index=True)
    ended_at: datetime | None = maybe_moment()


class ApiTokenRow(SQLModel, table=True):
    """A bearer token of a person or of a shop's device, kept hashed."""

    __tablename__ = "api_token"

    token_hash: str = Field(primary_key=True, max_length=64)
    person_id: int | None = points_to("person.id", optional=True)
    device_id: int | None = points_to("shop_device.id", optional=True)
    name: str = Field(default="", max_length=80)
    created_at: datetime = moment()
    last_seen_at: datetime | None = maybe_moment()
    revoked_at: datetime | None = maybe_moment()


class TokenBucketRow(SQLModel, table=True):
    """How many tries somebody has left; shared by all processes, survives a restart."""

    __tablename__ = "token_bucket"

    key: str = Field(primary_key=True, max_length=120)
    tokens: float
    updated_at: datetime = moment(index=True)


class AuditEventRow(SQLModel, table=True):
    """An act worth remembering; append-only."""

    __tablename__ = "audit_event"
    __table_args__ = (
        one_of("actor_kind", "participant", "mediator", "organiser", "device", "system"),
    )

    id: int | None = row_id()
    at: datetime = moment(index=True)
    actor_kind: str = Field(max_length=16)
    actor_id: int | None = Field(default=None, index=True)
    on_behalf_of: int | None = Field(default=None, index=True)
    act: str = Field(max_length=40)
    ref_kind: str = Field(default="", max_length=24)
    ref_id: str = Field(default="", max_length=64)
    meta: dict[str, object] = document()
