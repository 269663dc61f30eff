"""Rulebook versions at rest."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, insert, select

from muvengine.core.errors import NotFound
from muvengine.core.rules.version import Version
from muvengine.store.prepared import Prepared
from muvengine.store.tables import metadata

_VERSION: Final = metadata.tables["rulebook_version"]
_PUBLISHED: Final = "published"
_BRIEF: Final = tuple(column for column in _VERSION.c if column.name != "source")
_IN_FORCE: Final = Prepared(
    select(*_BRIEF).where(_VERSION.c.state == _PUBLISHED).order_by(_VERSION.c.effective_from)
)


class RulebookStore:
    """Find and keep rulebook versions inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def published(self) -> list[Version]:
        """List the published versions, the earliest first."""
        return [_version(row) for row in _IN_FORCE.all(self._connection)]

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
        row = self._connection.execute(query).first()
        if row is None:
            raise NotFound(kind="rulebook")
        return _version(row)

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


def _version(row: Row[Any]) -> Version:
    values: dict[str, Any] = {name: getattr(row, name) for name in Version.__slots__}
    return Version(**values)
