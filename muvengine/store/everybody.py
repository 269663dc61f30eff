"""Everybody there is, some at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from sqlalchemy import Connection, bindparam, select

from muvengine.store.tables import metadata

_PERSON: Final = metadata.tables["person"]
_PEOPLE: Final = (
    select(_PERSON.c.id)
    .where(_PERSON.c.id > bindparam("after"))
    .order_by(_PERSON.c.id)
    .limit(bindparam("together"))
)


def everybody(connection: Connection, together: int) -> Iterator[tuple[int, int]]:
    """Give the numbers of the first and the last of so many people, until all were given."""
    after = 0
    while people := _some(connection, after, together):
        after = people[-1]
        yield people[0], after


def _some(connection: Connection, after: int, together: int) -> Sequence[int]:
    values = {"after": after, "together": together}
    return connection.execute(_PEOPLE, values).scalars().all()
