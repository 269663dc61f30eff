"""Texts that organisers write before they hold: rulebooks and games."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Text
from sqlmodel import Field, SQLModel

from muvengine.store.tables.columns import maybe_moment, moment, one_of, points_to, row_id
from muvengine.store.types import Id


def _person() -> Any:  # noqa: ANN401  SQLModel's Field is typed so
    # A column of a class that several tables share cannot be one object, as ``points_to`` makes.
    return Field(default=None, sa_type=Id, foreign_key="person.id", nullable=True)


class _Draft(SQLModel):
    """Somebody's text; it may be wrong still."""

    id: int | None = row_id()
    source: str = Field(default="", sa_type=Text)
    sha256: str = Field(max_length=64)
    # None is the day written in a rulebook, or the next week of a game.
    first_day: date | None = None
    note: str = Field(default="", max_length=500)
    # Rises with each change of the text.
    revision: int = 1
    state: str = Field(max_length=16, index=True)
    created_at: datetime = moment()
    created_by: int | None = _person()
    edited_at: datetime = moment()
    edited_by: int | None = _person()
    proposed_at: datetime | None = maybe_moment()
    proposed_by: int | None = _person()
    # Why it was given back the last time.
    answer: str = Field(default="", max_length=500)
    closed_at: datetime | None = maybe_moment()
    closed_by: int | None = _person()


def _states() -> tuple[CheckConstraint, ...]:
    return (
        one_of("state", "open", "proposed", "published", "dropped"),
        CheckConstraint("(state = 'published') = (version_id IS NOT NULL)", name="published_as"),
    )


class RulebookDraftRow(_Draft, table=True):
    """A rulebook that somebody writes."""

    __tablename__ = "rulebook_draft"
    __table_args__ = _states()

    version_id: int | None = points_to("rulebook_version.id", optional=True, index=False)


class GameDraftRow(_Draft, table=True):
    """A game that somebody writes."""

    __tablename__ = "game_draft"
    __table_args__ = _states()

    version_id: int | None = points_to("game_version.id", optional=True, index=False)
