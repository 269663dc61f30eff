"""Paper cards and sign-in links."""

from __future__ import annotations

from sqlalchemy import Connection


class CardStore:
    """Find and keep cards and links inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
