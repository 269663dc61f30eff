"""Acts worth remembering."""

from __future__ import annotations

from sqlalchemy import Connection


class AuditStore:
    """Append and list acts inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
