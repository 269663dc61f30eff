"""Who may act for whom, and under which account a helper plays."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, ForeignKey
from sqlmodel import Field, SQLModel

from muvengine.store.tables.columns import maybe_moment, moment, points_to, row_id
from muvengine.store.types import Id


class MandateRow(SQLModel, table=True):
    """One participant lets another act for them, from a day to a day."""

    __tablename__ = "mandate"
    __table_args__ = (
        CheckConstraint("person_id <> holder_id", name="not_for_oneself"),
        CheckConstraint("last_day >= first_day", name="ends_after_it_begins"),
    )

    id: int | None = row_id()
    person_id: int = points_to("person.id")
    holder_id: int = points_to("person.id")
    first_day: date
    last_day: date
    may_spend: bool = False
    on_paper: bool = False
    made_at: datetime = moment()
    made_by: int | None = points_to("person.id", optional=True, index=False)
    ended_at: datetime | None = maybe_moment()
    ended_by: int | None = points_to("person.id", optional=True, index=False)


class HelperAccountRow(SQLModel, table=True):
    """The account under which a helper plays: their hand gives nothing to it."""

    __tablename__ = "helper_account"

    helper_id: int = Field(sa_column=Column(Id, ForeignKey("person.id"), primary_key=True))
    person_id: int = Field(
        sa_column=Column(Id, ForeignKey("person.id"), nullable=False, unique=True)
    )
    said_at: datetime = moment()
    said_by: int | None = points_to("person.id", optional=True, index=False)
