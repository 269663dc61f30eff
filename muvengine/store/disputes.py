"""Scans made without network that would have been refused: for the organiser, and for owners."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, update

from muvengine.core.errors import NotFound
from muvengine.core.vouchers.redemption import Redemption, RedemptionState
from muvengine.store.redemptions import READ, as_redemption
from muvengine.store.tables import metadata

_REDEMPTION: Final = metadata.tables["redemption"]
_SHOP: Final = metadata.tables["shop"]
_DEVICE: Final = metadata.tables["shop_device"]


@dataclass(frozen=True, slots=True)
class ForcedScan:
    """A scan that would have been refused, and what the organiser needs to decide.

    Attributes:
        made: the redemption.
        client_id: for ever unique, of the tablet.
        shop_key, shop_name: whose till.
        tablet: its name; empty when nobody gave it one.
        received_at: when the server heard of it.
    """

    made: Redemption
    client_id: str
    shop_key: str
    shop_name: str
    tablet: str
    received_at: datetime


class DisputeStore:
    """List and decide forced scans inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def waiting(self) -> list[ForcedScan]:
        """List what waits for a decision, the oldest first."""
        query = _forced().where(_REDEMPTION.c.state == RedemptionState.DISPUTED)
        return self._all(query.order_by(_REDEMPTION.c.id))

    def latest(self, *, at_most: int) -> list[ForcedScan]:
        """List what was covered or decided, the newest first."""
        query = _forced().where(_REDEMPTION.c.state != RedemptionState.DISPUTED)
        return self._all(query.order_by(_REDEMPTION.c.id.desc()).limit(at_most))

    def of_voucher(self, voucher_id: int) -> list[ForcedScan]:
        """List the forced scans of one voucher, the oldest first."""
        query = _forced().where(_REDEMPTION.c.voucher_id == voucher_id)
        return self._all(query.order_by(_REDEMPTION.c.id))

    def locked(self, redemption_id: int) -> ForcedScan:
        """Find one, and hold it still until the transaction ends.

        Raises:
            NotFound: no forced scan has this number.
        """
        found = self._all(
            _forced()
            .where(_REDEMPTION.c.id == redemption_id)
            .with_for_update(of=_REDEMPTION, key_share=True)
        )
        if not found:
            raise NotFound(redemption=redemption_id)
        return found[0]

    def decide(
        self,
        redemption_id: int,
        state: RedemptionState,
        *,
        journal_id: int | None,
        reason: str,
        by: int | None,
        now: datetime,
    ) -> bool:
        """Keep what was decided; False when another hand was faster."""
        changed = self._connection.execute(
            update(_REDEMPTION)
            .where(_REDEMPTION.c.id == redemption_id)
            .where(_REDEMPTION.c.state == RedemptionState.DISPUTED)
            .values(
                state=state,
                journal_id=journal_id,
                decided_at=now,
                decided_by=by,
                decided_reason=reason,
                undone_at=now if state is RedemptionState.UNDONE else None,
            )
        )
        return changed.rowcount == 1

    def _all(self, query: Select[Any]) -> list[ForcedScan]:
        return [_scan(row) for row in self._connection.execute(query)]


def _forced() -> Select[Any]:
    return (
        READ.add_columns(
            _SHOP.c.key.label("shop_key"),
            _SHOP.c.name.label("shop_name"),
            _DEVICE.c.name.label("tablet"),
        )
        .join(_SHOP, _SHOP.c.id == _REDEMPTION.c.shop_id)
        .join(_DEVICE, _DEVICE.c.id == _REDEMPTION.c.device_id)
        .where(_REDEMPTION.c.forced)
    )


def _scan(row: Row[Any]) -> ForcedScan:
    return ForcedScan(
        made=as_redemption(row),
        client_id=row.client_id,
        shop_key=row.shop_key,
        shop_name=row.shop_name,
        tablet=row.tablet,
        received_at=row.received_at,
    )
