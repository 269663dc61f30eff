"""Awards on their way from pending to available."""

from __future__ import annotations

from sqlalchemy import Connection


class AwardStore:
    """Keep and move awards inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
