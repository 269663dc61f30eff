"""What the database holds of one person, to be shown, handed out, and forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, func, or_, select

from muvengine.store.personal_tables import SECRET, SUBJECTS, Own
from muvengine.store.tables import metadata

_AUDIT: Final = metadata.tables["audit_event"]
_CENTRE: Final = metadata.tables["centre"]
_TRIP: Final = metadata.tables["trip"]
_RAW: Final = metadata.tables["raw_trace"]
ROWS_AT_ONCE: Final = 500

Row = dict[str, Any]


def theirs(own: Own, person_id: int) -> Any:  # noqa: ANN401  what SQLAlchemy calls a clause
    """Give the condition that a row of a table is this person's."""
    column = metadata.tables[own.table].c[own.column]
    if own.through is None:
        return column == person_id
    name, owner = own.through
    between = metadata.tables[name]
    return column.in_(select(between.c.id).where(between.c[owner] == person_id))


class PersonalStore:
    """Read everything of a person inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def counts(self, person_id: int) -> dict[str, int]:
        """Count what is kept of a person: rows of the first table of each subject."""
        return {
            subject: self._connection.execute(
                select(func.count())
                .select_from(metadata.tables[owned[0].table])
                .where(theirs(owned[0], person_id))
            ).scalar_one()
            for subject, owned in SUBJECTS.items()
        }

    def rows(self, own: Own, person_id: int) -> Iterator[Row]:
        """Give a person's rows of a table, without secrets and without other people."""
        table = metadata.tables[own.table]
        return self._streamed(_shown(table, own).where(theirs(own, person_id)))

    def acts(self, person_id: int, public_id: str) -> Iterator[Row]:
        """Give what was done by, for and to a person, oldest first; others only by their part."""
        by_them = and_(_AUDIT.c.actor_kind == "participant", _AUDIT.c.actor_id == person_id)
        to_them = and_(
            _AUDIT.c.ref_kind == "person", _AUDIT.c.ref_id.in_((str(person_id), public_id))
        )
        query = select(_AUDIT.c.at, _AUDIT.c.actor_kind, _AUDIT.c.act).where(
            or_(by_them, to_them, _AUDIT.c.on_behalf_of == person_id)
        )
        return self._streamed(query.order_by(_AUDIT.c.id))

    def traces(self, person_id: int) -> list[tuple[str, int]]:
        """List public id and number of the trips whose traces are kept, oldest first."""
        query = select(_TRIP.c.public_id, _TRIP.c.id).join(_RAW, _RAW.c.trip_id == _TRIP.c.id)
        mine = query.where(_TRIP.c.person_id == person_id).order_by(_TRIP.c.start_at, _TRIP.c.id)
        return [(row.public_id, row.id) for row in self._connection.execute(mine)]

    def _streamed(self, query: Select[Any]) -> Iterator[Row]:
        streaming = {"yield_per": ROWS_AT_ONCE}
        with self._connection.execute(query, execution_options=streaming) as rows:
            for row in rows:
                yield row._asdict()


def _shown(table: Table, own: Own) -> Select[Any]:
    shown = [
        column
        for column in table.c
        if column.name not in SECRET and not (_names_somebody(column) and column.name != own.column)
    ]
    return select(*shown, *_named(table)).order_by(*table.primary_key.columns)


def _named(table: Table) -> list[ColumnElement[Any]]:
    """Give the name of a centre beside its number, which says nothing to anybody."""
    if "centre_id" not in table.c:
        return []
    name = select(_CENTRE.c.name).where(_CENTRE.c.id == table.c.centre_id)
    return [name.scalar_subquery().label("centre")]


def _names_somebody(column: Any) -> bool:  # noqa: ANN401  a column
    return any(key.target_fullname == "person.id" for key in column.foreign_keys)
