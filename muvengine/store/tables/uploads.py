"""Many files sent at once, judged one after the other."""

from datetime import datetime
from typing import Any

from sqlalchemy import LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from muvengine.store.tables.columns import (
    document,
    maybe_moment,
    moment,
    one_of,
    points_to,
    row_id,
)


class UploadBatchRow(SQLModel, table=True):
    """Files of one person that were sent together."""

    __tablename__ = "upload_batch"

    id: int | None = row_id()
    public_id: str = Field(max_length=32, unique=True)
    person_id: int = points_to("person.id")
    # Whose hand: the person's own, or a mediator's.
    sent_by: int = points_to("person.id", index=False)
    mode: str = Field(max_length=16)
    passengers: int = 0
    # The app that sent it by itself; None where a person did.
    sender_id: int | None = points_to("trip_sender.id", optional=True)
    created_at: datetime = moment(index=True)
    # A worker looked at it last; a page may help where none does.
    touched_at: datetime | None = maybe_moment()


class UploadItemRow(SQLModel, table=True):
    """One file: its bytes while it waits, afterwards only what became of it."""

    __tablename__ = "upload_item"
    __table_args__ = (
        UniqueConstraint("batch_id", "number"),
        one_of("state", "waiting", "kept", "refused", "failed"),
    )

    id: int | None = row_id()
    batch_id: int = points_to("upload_batch.id", index=False)
    number: int
    name: str = Field(default="", max_length=120)
    size_bytes: int
    # Sealed; emptied when the file is judged.
    sealed: bytes | None = Field(default=None, sa_type=LargeBinary)
    state: str = Field(max_length=8, index=True)
    trip_id: int | None = points_to("trip.id", optional=True)
    # The refusal's code and facts.
    code: str = Field(default="", max_length=32)
    facts: dict[str, Any] = document()
    tries: int = 0
    # Somebody judges it since then; taken for dead after a while.
    claimed_at: datetime | None = maybe_moment()
    done_at: datetime | None = maybe_moment()
