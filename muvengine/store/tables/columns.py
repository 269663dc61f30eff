"""Columns and checks that many tables share."""

from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKey, Text
from sqlmodel import Field

from muvengine.store.types import Id, UtcDateTime


def row_id() -> Any:  # noqa: ANN401  SQLModel's Field is typed so
    """Give the usual numbered key."""
    return Field(default=None, primary_key=True, sa_type=Id)


def moment(*, index: bool = False) -> Any:  # noqa: ANN401
    """Give a point in time that is always known."""
    return Field(sa_type=UtcDateTime, index=index)


def maybe_moment(*, index: bool = False) -> Any:  # noqa: ANN401
    """Give a point in time that may still be to come."""
    return Field(default=None, sa_type=UtcDateTime, index=index)


def points_to(target: str, *, index: bool = True, optional: bool = False) -> Any:  # noqa: ANN401
    """Give a reference to another row."""
    column = Column(Id, ForeignKey(target), nullable=optional, index=index)
    return Field(default=None, sa_column=column) if optional else Field(sa_column=column)


def document(*, optional: bool = False) -> Any:  # noqa: ANN401
    """Give a small JSON value."""
    if optional:
        return Field(default=None, sa_column=Column(JSON(none_as_null=True), nullable=True))
    return Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


def long_text() -> Any:  # noqa: ANN401
    """Give text without a limit of the database's."""
    return Field(default="", sa_column=Column(Text, nullable=False))


def whole(column: str) -> CheckConstraint:
    """Refuse '12abc' and 1.9, which SQLite would store in an INTEGER column."""
    return CheckConstraint(f"{column} = CAST({column} AS BIGINT)", name=f"{column}_whole")


def one_of(column: str, *values: str) -> CheckConstraint:
    """Refuse a word that is not in the list."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")
