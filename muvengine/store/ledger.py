"""Points and cents at rest."""

from __future__ import annotations

from sqlalchemy import Connection


class LedgerStore:
    """Post journals and read accounts inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
