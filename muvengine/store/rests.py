"""Money that percentage vouchers did not need, until it goes back."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import Connection, select, update

from muvengine.core.vouchers.voucher import Voucher
from muvengine.store.tables import metadata
from muvengine.store.vouchers import as_voucher, select_vouchers

_VOUCHER: Final = metadata.tables["voucher"]
_REDEMPTION: Final = metadata.tables["redemption"]


class RestStore:
    """Find and drop rests inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def with_rest(self, taken_before: datetime, *, at_most: int) -> list[Voucher]:
        """List percentage vouchers used before a moment that did not need all their money."""
        wanted = (_VOUCHER.c.state == "redeemed") & (
            _VOUCHER.c.face_cents > _VOUCHER.c.redeemed_cents
        )
        later = (
            select(_REDEMPTION.c.id)
            .where(_REDEMPTION.c.voucher_id == _VOUCHER.c.id, _REDEMPTION.c.state != "undone")
            .where(_REDEMPTION.c.scanned_at >= taken_before)
            .exists()
        )
        query = select_vouchers(wanted & ~later).order_by(_VOUCHER.c.id).limit(at_most)
        return [as_voucher(row) for row in self._connection.execute(query)]

    def drop_rest(self, voucher: Voucher) -> bool:
        """Let a used voucher be worth what was taken; False when it is not as it was read."""
        changed = self._connection.execute(
            update(_VOUCHER)
            .where(_VOUCHER.c.id == voucher.id, _VOUCHER.c.state == "redeemed")
            .where(_VOUCHER.c.face_cents == voucher.face_cents)
            .where(_VOUCHER.c.redeemed_cents == voucher.redeemed_cents)
            .values(face_cents=voucher.redeemed_cents)
        )
        return changed.rowcount == 1
