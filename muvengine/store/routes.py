"""Set routes at rest."""

from __future__ import annotations

from sqlalchemy import Connection


class RouteStore:
    """Find and keep set routes inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
