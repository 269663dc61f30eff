"""Token buckets: how many tries are left, shared by all processes."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from muvengine.core.people.limits import Bucket
from muvengine.store.prepared import Prepared
from muvengine.store.tables import metadata

_bucket = metadata.tables["token_bucket"]

_BUCKET: Final = select(_bucket.c.tokens, _bucket.c.updated_at).where(
    _bucket.c.key == bindparam("key")
)
_FIND: Final = Prepared(_BUCKET)
_LOCK: Final = Prepared(_BUCKET.with_for_update())


class BucketStore:
    """Read and change buckets inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, key: str) -> Bucket | None:
        """Look at a bucket; None is one that nobody has taken from."""
        row = _FIND.first(self._connection, {"key": key})
        return None if row is None else Bucket(row.tokens, row.updated_at)

    def lock(self, key: str, fresh: Bucket) -> Bucket:
        """Hold the bucket until the transaction ends, so that no try is counted twice.

        SQLite holds the whole database from the start of a writing transaction; PostgreSQL
        holds the row.

        Args:
            key: whose tries.
            fresh: what to start with when there is no such bucket yet.
        """
        row = _LOCK.first(self._connection, {"key": key})
        if row is None:
            self._add(key, fresh)
            row = _LOCK.one(self._connection, {"key": key})
        return Bucket(row.tokens, row.updated_at)

    def keep(self, key: str, bucket: Bucket) -> None:
        """Keep a bucket that is locked."""
        self._connection.execute(
            update(_bucket)
            .where(_bucket.c.key == key)
            .values(tokens=bucket.tokens, updated_at=bucket.updated_at)
        )

    def forget(self, before: datetime) -> int:
        """Drop buckets untouched since ``before``: they are full again."""
        return self._connection.execute(
            delete(_bucket).where(_bucket.c.updated_at < before)
        ).rowcount

    def _add(self, key: str, bucket: Bucket) -> None:
        try:
            with self._connection.begin_nested():
                self._connection.execute(
                    insert(_bucket).values(
                        key=key, tokens=bucket.tokens, updated_at=bucket.updated_at
                    )
                )
        except IntegrityError:
            # Another process made it first: its bucket counts.
            return
