"""Signed-in browsers and bearer tokens."""

from __future__ import annotations

from sqlalchemy import Connection


class SessionStore:
    """Find and keep sessions and API tokens inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
