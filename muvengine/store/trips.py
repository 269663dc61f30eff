"""Trips at rest."""

from __future__ import annotations

from sqlalchemy import Connection


class TripStore:
    """Find and keep trips inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
