"""Zones at rest."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import numpy as np
from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from muvengine.core.errors import NotFound
from muvengine.core.routes.zone import Zone
from muvengine.store.tables import metadata

_ZONE: Final = metadata.tables["zone"]


class ZoneStore:
    """Find and keep zones inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all_of_them(self) -> tuple[Zone, ...]:
        """List every zone, by key."""
        query = select(_ZONE).order_by(_ZONE.c.key)
        return tuple(_zone(row) for row in self._connection.execute(query).mappings())

    def keys(self) -> tuple[str, ...]:
        """List the keys alone."""
        return tuple(self._connection.execute(select(_ZONE.c.key).order_by(_ZONE.c.key)).scalars())

    def get(self, key: str) -> Zone:
        """Find a zone by its key.

        Raises:
            NotFound: no such zone.
        """
        query = select(_ZONE).where(_ZONE.c.key == key)
        row = self._connection.execute(query).mappings().first()
        if row is None:
            raise NotFound(kind="zone")
        return _zone(row)

    def save(self, zone: Zone, now: datetime) -> None:
        """Keep a new zone, or what is known of the one with its key."""
        values = {
            "key": zone.key,
            "label": dict(zone.label),
            "border": np.column_stack((zone.lat, zone.lon)).tolist(),
            "updated_at": now,
        }
        changed = self._connection.execute(
            update(_ZONE).where(_ZONE.c.key == zone.key).values(values)
        )
        if not changed.rowcount:
            self._connection.execute(insert(_ZONE), values)

    def drop(self, key: str) -> None:
        """Forget a zone."""
        self._connection.execute(delete(_ZONE).where(_ZONE.c.key == key))


def _zone(row: RowMapping) -> Zone:
    corners = np.array(row["border"], dtype=np.float64).reshape(-1, 2)
    return Zone(row["key"], row["label"], corners[:, 0].copy(), corners[:, 1].copy())
