"""Apps that send a person's trips by themselves, and positions that wait to be cut."""

from datetime import datetime

from sqlalchemy import BigInteger, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from muvengine.store.tables.columns import maybe_moment, moment, one_of, points_to, row_id


class TripSenderRow(SQLModel, table=True):
    """An app on somebody's telephone that may send their trips; its token is kept hashed."""

    __tablename__ = "trip_sender"
    __table_args__ = (one_of("app", "gpslogger", "traccar"),)

    id: int | None = row_id()
    person_id: int = points_to("person.id")
    app: str = Field(max_length=16)
    token_hash: str = Field(max_length=64, unique=True)
    # How its trips count until their owner says otherwise.
    mode: str = Field(max_length=16)
    made_at: datetime = moment()
    last_at: datetime | None = maybe_moment()
    ended_at: datetime | None = maybe_moment()


class SentFixRow(SQLModel, table=True):
    """One position, sealed, until the trip it belongs to has ended."""

    __tablename__ = "sent_fix"
    # The seal draws no numbers: the same position sent again is the same row.
    __table_args__ = (UniqueConstraint("sender_id", "at_ms", "sealed"),)

    id: int | None = row_id()
    sender_id: int = points_to("trip_sender.id", index=False)
    at_ms: int = Field(sa_type=BigInteger)
    sealed: bytes = Field(sa_type=LargeBinary)
    received_at: datetime = moment(index=True)
