"""Set routes at rest."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

import numpy as np
from sqlalchemy import Connection, RowMapping, insert, select, update

from muvengine.core.errors import NotFound
from muvengine.core.routes.route import Direction, Route
from muvengine.core.routes.set_route import LIVE, SetRoute
from muvengine.store.tables import metadata

_ROUTE: Final = metadata.tables["route"]


class RouteStore:
    """Find and keep set routes inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def live(self) -> list[SetRoute]:
        """List the routes that are matched, by key."""
        query = select(_ROUTE).where(_ROUTE.c.state == LIVE).order_by(_ROUTE.c.key)
        return [_set_route(row) for row in self._connection.execute(query).mappings()]

    def all_of_them(self) -> list[SetRoute]:
        """List every route, drafts and closed ones too, by key."""
        query = select(_ROUTE).order_by(_ROUTE.c.key)
        return [_set_route(row) for row in self._connection.execute(query).mappings()]

    def get(self, key: str) -> SetRoute:
        """Find a route by its key.

        Raises:
            NotFound: no such route.
        """
        query = select(_ROUTE).where(_ROUTE.c.key == key)
        row = self._connection.execute(query).mappings().first()
        if row is None:
            raise NotFound(kind="route")
        return _set_route(row)

    def save(self, route: SetRoute, now: datetime) -> None:
        """Keep a new route, or what is known of the one with its key; that keeps its state."""
        values = _values(route) | {"updated_at": now}
        changed = self._connection.execute(
            update(_ROUTE).where(_ROUTE.c.key == route.line.key).values(values)
        )
        if not changed.rowcount:
            self._connection.execute(insert(_ROUTE), values | {"state": route.state})

    def move(self, key: str, state: str, *, before: tuple[str, ...], now: datetime) -> bool:
        """Put a route into a state, and tell whether it was in one of those before."""
        changed = self._connection.execute(
            update(_ROUTE)
            .where(_ROUTE.c.key == key)
            .where(_ROUTE.c.state.in_(before))
            .values(state=state, updated_at=now)
        )
        return bool(changed.rowcount)


def _values(route: SetRoute) -> dict[str, Any]:
    line = route.line
    return {
        "key": line.key,
        "label": dict(route.label),
        "note": dict(route.note),
        "line": np.column_stack((line.lat, line.lon)).tolist(),
        "length_m": route.length_m,
        "buffer_m": line.buffer_m,
        "direction": str(line.direction),
        "stops": list(route.stops),
        "valid_from": route.valid_from,
        "valid_until": route.valid_until,
    }


def _set_route(row: RowMapping) -> SetRoute:
    vertices = np.array(row["line"], dtype=np.float64).reshape(-1, 2)
    return SetRoute(
        line=Route(
            key=row["key"],
            lat=vertices[:, 0].copy(),
            lon=vertices[:, 1].copy(),
            buffer_m=row["buffer_m"],
            direction=Direction(row["direction"]),
        ),
        label=row["label"],
        length_m=row["length_m"],
        note=row["note"],
        stops=tuple(row["stops"]),
        valid_from=row["valid_from"],
        valid_until=row["valid_until"],
        state=row["state"],
    )
