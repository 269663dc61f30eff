"""Token buckets: how many tries are left."""

from __future__ import annotations

from sqlalchemy import Connection


class BucketStore:
    """Take tokens inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
