"""What happened at the tills."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import Connection, RowMapping, bindparam, func, insert, select, update

from muvengine.core.errors import NotFound
from muvengine.core.vouchers.redemption import Redemption
from muvengine.store.tables import metadata

_REDEMPTION: Final = metadata.tables["redemption"]
_ATTEMPT: Final = metadata.tables["redemption_attempt"]
_VOUCHER: Final = metadata.tables["voucher"]
_OFFER: Final = metadata.tables["offer"]
RAW_CHARACTERS_MAX: Final = 200

# Built once: at the till, building these costs as much as running them.
_ADD: Final = insert(_REDEMPTION).returning(_REDEMPTION.c.id)
_NOTE: Final = insert(_ATTEMPT)
_OF_CLIENT: Final = select(_REDEMPTION.c.id).where(
    _REDEMPTION.c.client_id == bindparam("client_id")
)
_READ: Final = (
    select(_REDEMPTION, _VOUCHER.c.code, _OFFER.c.title, _OFFER.c.pictogram)
    .join(_VOUCHER, _REDEMPTION.c.voucher_id == _VOUCHER.c.id)
    .join(_OFFER, _VOUCHER.c.offer_id == _OFFER.c.id)
)
_OF_NUMBER: Final = _READ.where(
    _REDEMPTION.c.id == bindparam("number"), _REDEMPTION.c.shop_id == bindparam("shop")
)


class RedemptionStore:
    """Keep redemptions and attempts inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, new: Redemption, *, client_id: str, single: bool, received_at: datetime) -> int:
        """Keep what a till did and give its number."""
        values = {
            "voucher_id": new.voucher_id,
            "shop_id": new.shop_id,
            "device_id": new.device_id,
            "amount_cents": new.amount_cents,
            "single": single,
            "client_id": client_id,
            "scanned_at": new.scanned_at,
            "received_at": received_at,
            "offline": False,
            "state": new.state,
            "journal_id": new.journal_id,
        }
        written = self._connection.execute(_ADD, values)
        return int(written.scalar_one())

    def get(self, redemption_id: int, *, shop_id: int) -> Redemption:
        """Find one of a shop's redemptions.

        Raises:
            NotFound: none of this shop has this number.
        """
        wanted = {"number": redemption_id, "shop": shop_id}
        row = self._connection.execute(_OF_NUMBER, wanted).mappings().first()
        if row is None:
            raise NotFound(redemption=redemption_id)
        return _redemption(row)

    def of_client(self, client_id: str) -> int | None:
        """Give the redemption a tablet made under this name before, if any."""
        return self._connection.execute(_OF_CLIENT, {"client_id": client_id}).scalar()

    def of_shop(self, shop_id: int, *, start: datetime, end: datetime) -> list[Redemption]:
        """List what a shop took in [start, end), newest first."""
        query = (
            _READ.where(_REDEMPTION.c.shop_id == shop_id)
            .where(_REDEMPTION.c.scanned_at >= start, _REDEMPTION.c.scanned_at < end)
            .order_by(_REDEMPTION.c.id.desc())
        )
        return [_redemption(row) for row in self._connection.execute(query).mappings()]

    def new_faces(self, shop_id: int, *, start: datetime, end: datetime) -> int:
        """Count the people who came to a shop in [start, end) and never before."""
        came = (
            select(func.min(_REDEMPTION.c.scanned_at).label("first"))
            .join(_VOUCHER, _REDEMPTION.c.voucher_id == _VOUCHER.c.id)
            .where(_REDEMPTION.c.shop_id == shop_id)
            .where(_REDEMPTION.c.state.in_(("accepted", "covered", "settled")))
            .group_by(_VOUCHER.c.person_id)
            .subquery()
        )
        query = select(func.count()).where(came.c.first >= start, came.c.first < end)
        return int(self._connection.execute(query).scalar_one())

    def undo(self, redemption_id: int, *, now: datetime) -> bool:
        """Mark a redemption as undone; False when another hand, or a statement, was faster."""
        changed = self._connection.execute(
            update(_REDEMPTION)
            .where(_REDEMPTION.c.id == redemption_id, _REDEMPTION.c.state == "accepted")
            .where(_REDEMPTION.c.settlement_id.is_(None))
            .values(state="undone", undone_at=now)
        )
        return changed.rowcount == 1

    def note_attempt(
        self, device_id: int, raw: str, reason: str, *, now: datetime, voucher_id: int | None = None
    ) -> None:
        """Keep that something was scanned or typed, taken or not."""
        values = {
            "device_id": device_id,
            "at": now,
            "raw": _printable(raw[:RAW_CHARACTERS_MAX]),
            "reason": reason,
            "voucher_id": voucher_id,
        }
        self._connection.execute(_NOTE, values)


def _printable(text: str) -> str:
    """Show what no database or screen takes, such as NUL, as a question mark."""
    return "".join(letter if letter.isprintable() else "?" for letter in text)


def _redemption(row: RowMapping) -> Redemption:
    return Redemption(
        id=row["id"],
        voucher_id=row["voucher_id"],
        code=row["code"],
        title=row["title"],
        pictogram=row["pictogram"],
        shop_id=row["shop_id"],
        device_id=row["device_id"],
        amount_cents=row["amount_cents"],
        scanned_at=row["scanned_at"],
        state=row["state"],
        journal_id=row["journal_id"],
    )
