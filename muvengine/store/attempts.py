"""Claim first, work after: every retry hears the same answer."""

from __future__ import annotations

from sqlalchemy import Connection


class AttemptStore:
    """Claim attempt keys and keep their answers."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
