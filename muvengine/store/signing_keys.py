"""Public keys at rest; a private one never comes here."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import Connection, bindparam, select, update

from muvengine.core.vouchers.signing_key import SigningKey
from muvengine.store.insert_once import insert_once
from muvengine.store.tables import metadata

_KEY: Final = metadata.tables["signing_key"]
_PUBLIC: Final = select(_KEY.c.public_key).where(_KEY.c.id == bindparam("key_id"))


class SigningKeyStore:
    """Find and change public keys inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[SigningKey, ...]:
        """List every key, the oldest first."""
        rows = self._connection.execute(select(_KEY).order_by(_KEY.c.id))
        return tuple(
            SigningKey(row.id, row.public_key, row.active_from, row.retired_at) for row in rows
        )

    def public_key(self, key_id: int) -> str | None:
        """Give a key by the number that stands in a signed text; None when there is none."""
        return self._connection.execute(_PUBLIC, {"key_id": key_id}).scalar()

    def add(self, key: SigningKey) -> bool:
        """Begin to sign with a key; False when another hand took its number first."""
        values = {
            "id": key.id,
            "public_key": key.public_key,
            "active_from": key.active_from,
            "retired_at": None,
        }
        return insert_once(self._connection, _KEY, values, returning=_KEY.c.id) is not None

    def retire(self, *, before_id: int, now: datetime) -> None:
        """Let no key older than this one sign any more."""
        self._connection.execute(
            update(_KEY)
            .where(_KEY.c.id < before_id, _KEY.c.retired_at.is_(None))
            .values(retired_at=now)
        )
