"""Prizes of draws at rest: which wait to be given, and how they were."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, select, update

from muvengine.core.errors import NotFound
from muvengine.core.game.draw import Prize
from muvengine.store.tables import metadata

_draw: Final = metadata.tables["prize_draw"]
_prize: Final = metadata.tables["draw_prize"]


class DrawPrizeStore:
    """Find and change prizes inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def waiting(self) -> tuple[Prize, ...]:
        """List the won vouchers that were not issued yet, the oldest first."""
        waiting = _prize.c.offer_id.is_not(None) & _prize.c.ticket.is_not(None)
        query = select(_prize).where(waiting, _prize.c.given_at.is_(None)).order_by(_prize.c.id)
        return tuple(as_prize(row) for row in self._connection.execute(query))

    def locked(self, prize_id: int) -> tuple[Prize, str]:
        """Hold a prize still, and give it with the key of its draw.

        Raises:
            NotFound: no such prize.
        """
        query = select(_prize).where(_prize.c.id == prize_id).with_for_update()
        row = self._connection.execute(query).first()
        if row is None:
            raise NotFound(prize=prize_id)
        key = select(_draw.c.key).where(_draw.c.id == row.draw_id)
        return as_prize(row), str(self._connection.execute(key).scalar_one())

    def issued(self, prize_id: int, voucher_id: int, *, now: datetime) -> None:
        """Note the voucher a prize became, once; call ``locked`` before."""
        self._give(prize_id, {"voucher_id": voucher_id, "given_at": now})

    def handed_over(self, prize_id: int, note: str, *, by: int | None, now: datetime) -> None:
        """Note that a thing was handed over, once; call ``locked`` before."""
        self._give(prize_id, {"note": note, "given_by": by, "given_at": now})

    def let_wait(self, prize_id: int, code: str) -> None:
        """Note why a voucher could not be issued."""
        waiting = (_prize.c.id == prize_id) & _prize.c.given_at.is_(None)
        self._connection.execute(update(_prize).where(waiting).values(waits=code))

    def _give(self, prize_id: int, values: dict[str, Any]) -> None:
        given = update(_prize).where(_prize.c.id == prize_id).values(waits="", **values)
        self._connection.execute(given)


def as_prize(row: Row[Any]) -> Prize:
    """Give a row of the table as a prize."""
    return Prize(
        id=row.id,
        place=row.place,
        title=row.title,
        offer_id=row.offer_id,
        ticket=row.ticket,
        person_id=row.person_id,
        voucher_id=row.voucher_id,
        given_at=row.given_at,
        note=row.note,
        waits=row.waits,
    )
