"""Centres, whom they know, and cards that were shown at another one's desk."""

from datetime import datetime

from sqlalchemy import Column, ForeignKey
from sqlmodel import Field, SQLModel

from muvengine.store.tables.columns import moment, points_to, row_id
from muvengine.store.types import Id


class CentreRow(SQLModel, table=True):
    """A social centre, a library or a school."""

    __tablename__ = "centre"

    id: int | None = row_id()
    key: str = Field(max_length=64, unique=True)
    name: str = Field(max_length=80)
    place: str = Field(default="", max_length=120)
    made_at: datetime = moment()
    made_by: int | None = points_to("person.id", optional=True, index=False)


class CentreMemberRow(SQLModel, table=True):
    """A helper who works at a centre, or somebody whom its helpers know."""

    __tablename__ = "centre_member"

    person_id: int = Field(sa_column=Column(Id, ForeignKey("person.id"), primary_key=True))
    centre_id: int = Field(
        sa_column=Column(Id, ForeignKey("centre.id"), primary_key=True, index=True)
    )
    since: datetime = moment()
    made_by: int | None = points_to("person.id", optional=True, index=False)


class CardVisitRow(SQLModel, table=True):
    """The card a helper has read last of somebody whom their centres do not know."""

    __tablename__ = "card_visit"

    helper_id: int = Field(sa_column=Column(Id, ForeignKey("person.id"), primary_key=True))
    person_id: int = points_to("person.id")
    shown_at: datetime = moment()
