"""People at rest."""

from __future__ import annotations

from sqlalchemy import Connection


class PeopleStore:
    """Find and keep people inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
