"""Acts worth remembering."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, Row, func, insert, or_, select

from muvengine.core.people.act import Act
from muvengine.core.people.actor import Actor
from muvengine.store.tables import metadata

_event = metadata.tables["audit_event"]


class AuditStore:
    """Append and list acts inside one transaction; nothing here changes or deletes one."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def append(
        self,
        actor: Actor,
        act: str,
        ref_kind: str = "",
        ref_id: str = "",
        meta: Mapping[str, object] | None = None,
        *,
        at: datetime,
    ) -> None:
        """Remember one act.

        Args:
            actor: by whose hand, and for whom.
            act: what was done, as ``person.enrol``; at most 40 characters.
            ref_kind: what it was done to, as ``person``.
            ref_id: which one.
            meta: small JSON facts; no secret, no place.
            at: when.
        """
        self._connection.execute(
            insert(_event).values(
                at=at,
                actor_kind=actor.kind,
                actor_id=actor.id,
                on_behalf_of=actor.on_behalf_of,
                act=act,
                ref_kind=ref_kind,
                ref_id=ref_id,
                meta=dict(meta or {}),
            )
        )

    def count(self, actor: Actor, act: str, *, since: datetime) -> int:
        """Count how often one hand did something, for whomever."""
        query = select(func.count()).where(
            _event.c.actor_id == actor.id,
            _event.c.actor_kind == actor.kind,
            _event.c.act == act,
            _event.c.at >= since,
        )
        return int(self._connection.execute(query).scalar_one())

    def all_of(self, act: str) -> tuple[Act, ...]:
        """Give every act of one name, oldest first."""
        query = select(_event).where(_event.c.act == act).order_by(_event.c.id)
        return tuple(_act(row) for row in self._connection.execute(query))

    def list(
        self, *, about: int | None = None, before: int | None = None, count: int = 50
    ) -> tuple[Act, ...]:
        """Give the latest acts first.

        Args:
            about: only acts by or for the person of this number, or on them.
            before: only acts older than the one of this number.
            count: at most so many.
        """
        query = select(_event).order_by(_event.c.id.desc()).limit(count)
        if about is not None:
            on_them = (_event.c.ref_kind == "person") & (_event.c.ref_id == str(about))
            by_them = (_event.c.actor_id == about) & (_event.c.actor_kind != "device")
            query = query.where(or_(_event.c.on_behalf_of == about, by_them, on_them))
        if before is not None:
            query = query.where(_event.c.id < before)
        return tuple(_act(row) for row in self._connection.execute(query))


def _act(row: Row[tuple[object, ...]]) -> Act:
    kept = row._mapping  # noqa: SLF001  SQLAlchemy's documented name
    return Act(
        id=kept["id"],
        at=kept["at"],
        actor=Actor(kept["actor_kind"], kept["actor_id"], on_behalf_of=kept["on_behalf_of"]),
        act=kept["act"],
        ref_kind=kept["ref_kind"],
        ref_id=kept["ref_id"],
        meta=kept["meta"],
    )
