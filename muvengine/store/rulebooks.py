"""Rulebook versions at rest."""

from __future__ import annotations

from sqlalchemy import Connection


class RulebookStore:
    """Find and keep rulebook versions inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
