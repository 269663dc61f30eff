"""What staff sign in with beside their password."""

from datetime import datetime

from sqlalchemy import BigInteger, LargeBinary
from sqlmodel import Field, SQLModel

from muvengine.store.tables.columns import maybe_moment, moment, points_to
from muvengine.store.types import Id


class SecondFactorRow(SQLModel, table=True):
    """The seed of somebody's codes, sealed; good once a first code was shown."""

    __tablename__ = "second_factor"

    person_id: int = Field(primary_key=True, foreign_key="person.id", sa_type=Id)
    sealed: bytes = Field(sa_type=LargeBinary)
    made_at: datetime = moment()
    confirmed_at: datetime | None = maybe_moment()
    # The thirty seconds of the last code that was used: neither it nor an older one is good again.
    last_step: int = Field(default=0, sa_type=BigInteger)


class RecoveryCodeRow(SQLModel, table=True):
    """A code on paper, hashed, that opens once."""

    __tablename__ = "recovery_code"

    code_hash: str = Field(primary_key=True, max_length=64)
    person_id: int = points_to("person.id")
    used_at: datetime | None = maybe_moment()
