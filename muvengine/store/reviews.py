"""Questions about trips that a person answers."""

from __future__ import annotations

from sqlalchemy import Connection


class ReviewStore:
    """Open and answer reviews inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
