"""Which period of which job has run."""

from __future__ import annotations

from sqlalchemy import Connection


class JobRunStore:
    """Claim and finish job runs inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
