"""What happened at the tills."""

from __future__ import annotations

from sqlalchemy import Connection


class RedemptionStore:
    """Keep redemptions and attempts inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
