"""Offers at rest."""

from __future__ import annotations

from sqlalchemy import Connection


class OfferStore:
    """Find and change offers inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
