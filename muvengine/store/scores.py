"""Score sheets and counters at rest."""

from __future__ import annotations

from sqlalchemy import Connection


class ScoreStore:
    """Keep score sheets and counters inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
