"""The programme and the organiser's day notes."""

from __future__ import annotations

from sqlalchemy import Connection


class ProgrammeStore:
    """Read and set the programme inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
