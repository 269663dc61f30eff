"""What stands behind a trip beside its trace: signs at stops, shared cars, group outings."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from muvengine.store.tables.columns import maybe_moment, moment, one_of, points_to, row_id


class StopSignRow(SQLModel, table=True):
    """The QR that hangs at a stop of a set route; it can be renewed and revoked."""

    __tablename__ = "stop_sign"

    id: int | None = row_id()
    # The key of the shop at the stop.
    stop: str = Field(max_length=64, index=True)
    # It hangs in the street for everybody to read: it is no secret to be hashed.
    token: str = Field(max_length=64, unique=True)
    code: str = Field(max_length=16, unique=True)
    made_at: datetime = moment()
    made_by: int | None = points_to("person.id", optional=True, index=False)
    revoked_at: datetime | None = maybe_moment()


class StopScanRow(SQLModel, table=True):
    """Somebody read the sign of a stop: which and when, never a position."""

    __tablename__ = "stop_scan"

    id: int | None = row_id()
    person_id: int = points_to("person.id")
    stop: str = Field(max_length=64)
    scanned_at: datetime = moment(index=True)
    scanned_by: int | None = points_to("person.id", optional=True, index=False)
    # The trip that counts it; a scan counts once.
    trip_id: int | None = points_to("trip.id", optional=True)


class CarpoolCodeRow(SQLModel, table=True):
    """The code that a driver shows to passengers, good for a few hours."""

    __tablename__ = "carpool_code"

    id: int | None = row_id()
    driver_id: int = points_to("person.id")
    code_sha256: str = Field(max_length=64, unique=True)
    # As it is shown, while it is good; emptied afterwards.
    code: str = Field(default="", max_length=16)
    made_at: datetime = moment()
    good_until: datetime = moment()
    # The desk wrote both names down from a paper slip: a wider tolerance.
    by_slip: bool = False
    made_by: int | None = points_to("person.id", optional=True, index=False)
    closed_at: datetime | None = maybe_moment()


class CarpoolSeatRow(SQLModel, table=True):
    """One passenger of one code, settled when both trips are there."""

    __tablename__ = "carpool_seat"
    __table_args__ = (
        UniqueConstraint("code_id", "passenger_id"),
        one_of("state", "waiting", "together", "apart", "lapsed"),
    )

    id: int | None = row_id()
    code_id: int = points_to("carpool_code.id", index=False)
    passenger_id: int = points_to("person.id")
    joined_at: datetime = moment(index=True)
    state: str = Field(max_length=8)
    driver_trip_id: int | None = points_to("trip.id", optional=True)
    passenger_trip_id: int | None = points_to("trip.id", optional=True)
    settled_at: datetime | None = maybe_moment()


class OutingRow(SQLModel, table=True):
    """A group on its way with a helper who carries the one recorder."""

    __tablename__ = "outing"
    __table_args__ = (one_of("state", "open", "scored", "dropped"),)

    id: int | None = row_id()
    public_id: str = Field(max_length=32, unique=True)
    helper_id: int = points_to("person.id")
    mode: str = Field(max_length=16)
    name: str = Field(default="", max_length=120)
    state: str = Field(max_length=8)
    started_at: datetime = moment()
    ended_at: datetime | None = maybe_moment()


class OutingMemberRow(SQLModel, table=True):
    """Who was seen at the start, and who at the end: both are needed to earn."""

    __tablename__ = "outing_member"

    outing_id: int = Field(primary_key=True, foreign_key="outing.id")
    person_id: int = Field(primary_key=True, foreign_key="person.id", index=True)
    seen_at_start: datetime | None = maybe_moment()
    seen_at_end: datetime | None = maybe_moment()
    trip_id: int | None = points_to("trip.id", optional=True)
