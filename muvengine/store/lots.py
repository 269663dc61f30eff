"""Lots of points: what expires when, and what is spent first."""

from __future__ import annotations

from sqlalchemy import Connection


class LotStore:
    """Open, spend and give back lots inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
