"""Shops, their tablets and pairing codes."""

from __future__ import annotations

from sqlalchemy import Connection


class ShopStore:
    """Find and change shops inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
