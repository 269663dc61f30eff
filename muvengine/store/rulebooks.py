"""Rulebook versions at rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, func, insert, or_, select

from muvengine.core.errors import NotFound
from muvengine.store.tables import metadata

_VERSION: Final = metadata.tables["rulebook_version"]
_PUBLISHED: Final = "published"
_BRIEF: Final = tuple(column for column in _VERSION.c if column.name != "source")
_IN_FORCE: Final = (
    select(*_BRIEF).where(_VERSION.c.state == _PUBLISHED).order_by(_VERSION.c.effective_from)
)


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a rulebook, without its text.

    Attributes:
        id: the row's number.
        name, version: as written in it.
        sha256: of its text.
        effective_from, effective_until: the days on which it holds, the end excluded; None
            for no end.
        note: what the publisher said about it.
        published_at: when.
    """

    id: int
    name: str
    version: int
    sha256: str
    effective_from: date
    effective_until: date | None
    note: str
    published_at: datetime | None

    def holds_on(self, day: date) -> bool:
        """Tell whether it is in force on a local day."""
        return self.effective_from <= day and (
            self.effective_until is None or day < self.effective_until
        )


class RulebookStore:
    """Find and keep rulebook versions inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def published(self) -> list[Version]:
        """List the published versions, the earliest first."""
        return [_version(row) for row in self._connection.execute(_IN_FORCE).mappings()]

    def source(self, version_id: int) -> str:
        """Give a version's text, verbatim.

        Raises:
            NotFound: no such version.
        """
        query = select(_VERSION.c.source).where(_VERSION.c.id == version_id)
        source = self._connection.execute(query).scalar_one_or_none()
        if source is None:
            raise NotFound(kind="rulebook")
        return str(source)

    def get(self, version_id: int) -> Version:
        """Find one version by its number.

        Raises:
            NotFound: no such version.
        """
        query = select(*_BRIEF).where(_VERSION.c.id == version_id)
        row = self._connection.execute(query).mappings().first()
        if row is None:
            raise NotFound(kind="rulebook")
        return _version(row)

    def overlapping(self, first_day: date, end_day: date | None) -> list[Version]:
        """List the published versions that hold on some of these days, the end excluded."""
        query = _IN_FORCE.where(
            or_(_VERSION.c.effective_until.is_(None), _VERSION.c.effective_until > first_day)
        )
        if end_day is not None:
            query = query.where(_VERSION.c.effective_from < end_day)
        return [_version(row) for row in self._connection.execute(query).mappings()]

    def latest(self, name: str) -> int:
        """Give the highest version number kept under a name, 0 for none."""
        query = select(func.max(_VERSION.c.version)).where(_VERSION.c.name == name)
        return int(self._connection.execute(query).scalar_one() or 0)

    def publish(self, version: Version, source: str, *, by: int | None, now: datetime) -> int:
        """Keep a version for ever and give its number."""
        result = self._connection.execute(
            insert(_VERSION),
            {
                "name": version.name,
                "version": version.version,
                "sha256": version.sha256,
                "source": source,
                "effective_from": version.effective_from,
                "effective_until": version.effective_until,
                "state": _PUBLISHED,
                "note": version.note,
                "created_at": now,
                "created_by": by,
                "published_at": now,
                "published_by": by,
            },
        )
        assert result.inserted_primary_key is not None
        return int(result.inserted_primary_key[0])


def _version(row: RowMapping) -> Version:
    values: dict[str, Any] = {name: row[name] for name in Version.__slots__}
    return Version(**values)
