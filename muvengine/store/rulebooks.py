"""Rulebook versions at rest."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, func, insert, select, update

from muvengine.core.errors import NotFound
from muvengine.core.rules.life import Hands, Lived
from muvengine.core.rules.version import Version
from muvengine.store.prepared import Prepared
from muvengine.store.programme import yardstick_changed
from muvengine.store.tables import metadata

_VERSION: Final = metadata.tables["rulebook_version"]
_PROGRAMME: Final = metadata.tables["programme"]
_PUBLISHED: Final = "published"
_WITHDRAWN: Final = "withdrawn"
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

    def alone(self) -> None:
        """Let no other hand publish or withdraw until this transaction ends.

        What one hand read of the versions must hold still when it writes: two rulebooks with
        different numbers could otherwise be given the same days.
        """
        self._connection.execute(select(_PROGRAMME.c.id).with_for_update())

    def history(self) -> tuple[Lived, ...]:
        """List every version that was ever published, the latest begun first."""
        newest = (_VERSION.c.effective_from.desc(), _VERSION.c.id.desc())
        query = select(*_BRIEF).where(_VERSION.c.state != "draft").order_by(*newest)
        return tuple(_lived(row) for row in self._connection.execute(query))

    def lived(self, version_id: int) -> Lived:
        """Give one version with whose hands it went through.

        Raises:
            NotFound: no such version.
        """
        query = select(*_BRIEF).where(_VERSION.c.id == version_id)
        row = self._connection.execute(query).first()
        if row is None:
            raise NotFound(kind="rulebook")
        return _lived(row)

    def withdrawn(self, name: str, version: int) -> bool:
        """Tell whether this number was given to a version that was taken back."""
        numbered = (_VERSION.c.name == name) & (_VERSION.c.version == version)
        query = select(_VERSION.c.id).where(numbered, _VERSION.c.state == _WITHDRAWN)
        return self._connection.execute(query).first() is not None

    def last_number(self, name: str) -> int:
        """Give the highest number that a version of this rulebook ever had; 0 for none."""
        query = select(func.max(_VERSION.c.version)).where(_VERSION.c.name == name)
        return int(self._connection.execute(query).scalar() or 0)

    def publish(self, version: Version, source: str, *, hands: Hands, now: datetime) -> int:
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
                "created_at": hands.written_at or now,
                "created_by": hands.written_by,
                "published_at": now,
                "published_by": hands.published_by,
                "proposed_at": hands.proposed_at,
                "proposed_by": hands.proposed_by,
                "second_by": hands.second_by,
            },
        )
        assert result.inserted_primary_key is not None
        yardstick_changed(self._connection)
        return int(result.inserted_primary_key[0])

    def withdraw(self, version_id: int, *, by: int | None, now: datetime) -> bool:
        """Take a published version back; False when another hand was faster."""
        changed = self._connection.execute(
            update(_VERSION)
            .where(_VERSION.c.id == version_id, _VERSION.c.state == _PUBLISHED)
            .values(state=_WITHDRAWN, withdrawn_at=now, withdrawn_by=by)
        )
        yardstick_changed(self._connection)
        return changed.rowcount == 1


def _lived(row: Row[Any]) -> Lived:
    hands = Hands(
        written_at=row.created_at,
        written_by=row.created_by,
        proposed_at=row.proposed_at,
        proposed_by=row.proposed_by,
        second_by=row.second_by,
        published_by=row.published_by,
    )
    return Lived(
        version=_version(row),
        hands=hands,
        withdrawn_at=row.withdrawn_at,
        withdrawn_by=row.withdrawn_by,
        withdrawn=row.state == _WITHDRAWN,
    )


def _version(row: Row[Any]) -> Version:
    values: dict[str, Any] = {name: getattr(row, name) for name in Version.__slots__}
    return Version(**values)
