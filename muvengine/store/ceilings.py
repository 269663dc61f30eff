"""Ceilings of shops at rest."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects import postgresql, sqlite

from muvengine.core.errors import Unfunded
from muvengine.core.vouchers.ceiling import Ceiling, CeilingPeriod, CeilingUse
from muvengine.core.vouchers.voucher import VoucherState
from muvengine.store.tables import metadata

_CEILING: Final = metadata.tables["shop_ceiling"]
_VOUCHER: Final = metadata.tables["voucher"]
_INSERT: Final[dict[str, Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


class CeilingStore:
    """Keep and check ceilings inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def set(self, ceiling: Ceiling, *, now: datetime, by: int | None) -> None:
        """Keep a shop's ceiling, new or changed."""
        values = {
            "cents_max": ceiling.cents_max,
            "period": ceiling.period.value,
            "updated_at": now,
            "updated_by": by,
        }
        row = _INSERT[self._connection.dialect.name](_CEILING)
        row = row.values(shop_id=ceiling.shop_id, **values)
        self._connection.execute(
            row.on_conflict_do_update(index_elements=[_CEILING.c.shop_id], set_=values)
        )

    def remove(self, shop_id: int) -> None:
        """Let a shop sell as much as the budget holds."""
        self._connection.execute(_CEILING.delete().where(_CEILING.c.shop_id == shop_id))

    def uses(self, today: date) -> tuple[CeilingUse, ...]:
        """Give every ceiling with what was sold in its period that holds ``today``."""
        rows = self._connection.execute(select(_CEILING).order_by(_CEILING.c.shop_id)).all()
        return tuple(self._use(row, today) for row in rows)

    def check(self, shop_id: int, cents: int, today: date) -> None:
        """Refuse to sell ``cents`` more than a shop's ceiling allows.

        The ceiling's row is the lock: the next purchase at this shop waits until this one is
        kept or undone, and then counts it.

        Raises:
            Unfunded: the ceiling would be passed; the facts say when the next period begins.
        """
        if not cents:
            return
        query = select(_CEILING).where(_CEILING.c.shop_id == shop_id).with_for_update()
        row = self._connection.execute(query).first()
        if row is None:
            return
        use = self._use(row, today)
        if cents > use.left_cents:
            raise Unfunded(
                account=f"shop:{shop_id}:ceiling",
                left=use.left_cents,
                needed=cents,
                again=use.ceiling.next_day(today),
            )

    def _use(self, row: Any, today: date) -> CeilingUse:  # noqa: ANN401  a row of any query
        ceiling = Ceiling(row.shop_id, row.cents_max, CeilingPeriod(row.period))
        query = select(func.coalesce(func.sum(_VOUCHER.c.face_cents), 0)).where(
            _VOUCHER.c.shop_id == ceiling.shop_id,
            _VOUCHER.c.state != VoucherState.VOID.value,
            _VOUCHER.c.first_day >= ceiling.first_day(today),
        )
        return CeilingUse(ceiling, int(self._connection.execute(query).scalar_one()))
