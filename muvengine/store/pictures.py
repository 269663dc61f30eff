"""Pictures of offers at rest."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from hashlib import sha256
from typing import Final

from sqlalchemy import Connection, delete, insert, select

from muvengine.core.errors import NotFound
from muvengine.store.tables import metadata

_PICTURE: Final = metadata.tables["offer_picture"]
KEY_CHARACTERS: Final = 16


class PictureStore:
    """Find and change pictures inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, offer_id: int, data: bytes, *, by: int | None, now: datetime) -> str:
        """Keep an offer's picture in place of an earlier one; give the key in its address."""
        self.drop(offer_id)
        key = sha256(data).hexdigest()[:KEY_CHARACTERS]
        values = {"offer_id": offer_id, "key": key, "data": data, "kept_at": now, "kept_by": by}
        self._connection.execute(insert(_PICTURE).values(**values))
        return key

    def drop(self, offer_id: int) -> bool:
        """Take an offer's picture away; False when it had none."""
        gone = delete(_PICTURE).where(_PICTURE.c.offer_id == offer_id)
        return self._connection.execute(gone).rowcount == 1

    def get(self, offer_id: int, key: str) -> bytes:
        """Give a picture by what stands in its address.

        Raises:
            NotFound: no such picture, or not any more.
        """
        wanted = (_PICTURE.c.offer_id == offer_id, _PICTURE.c.key == key)
        found = self._connection.execute(select(_PICTURE.c.data).where(*wanted)).scalar()
        if found is None:
            raise NotFound(kind="picture")
        return bytes(found)

    def of(self, offer_ids: Collection[int]) -> dict[int, bytes]:
        """Give the pictures of several offers, by offer; those without are left out."""
        query = select(_PICTURE.c.offer_id, _PICTURE.c.data).where(
            _PICTURE.c.offer_id.in_(offer_ids)
        )
        return {row.offer_id: bytes(row.data) for row in self._connection.execute(query)}
