"""By what shops without a tablet take vouchers: signs on counters and paper lists."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, insert, select, update

from muvengine.core.people.identity import Device
from muvengine.core.vouchers.counter_sign import CounterSign, Used
from muvengine.core.vouchers.shop import Shop
from muvengine.store.insert_once import insert_once
from muvengine.store.tables import metadata

_SIGN: Final = metadata.tables["counter_sign"]
_DEVICE: Final = metadata.tables["shop_device"]
_SHOP: Final = metadata.tables["shop"]
_REDEMPTION: Final = metadata.tables["redemption"]
COUNTED: Final = ("accepted", "covered", "settled")


class CounterStore:
    """Make and find signs and paper lists inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_sign(
        self, shop_id: int, token: str, code: str, secret: str, *, now: datetime, by: int | None
    ) -> int:
        """Keep a new sign of a shop; call ``revoke`` before."""
        # No token has this hash: nothing opens with a sign.
        number = self._add_device(shop_id, "sign", f"sign:{token}", now=now)
        values = {"device_id": number, "token": token, "code": code, "secret": secret}
        self._connection.execute(insert(_SIGN), {**values, "made_by": by})
        assert number is not None
        return number

    def revoke(self, shop_id: int, now: datetime) -> int:
        """End the signs of a shop; give how many there were."""
        return self._connection.execute(
            update(_DEVICE)
            .where(_DEVICE.c.shop_id == shop_id, _DEVICE.c.kind == "sign")
            .where(_DEVICE.c.revoked_at.is_(None))
            .values(revoked_at=now)
        ).rowcount

    def sign_of(self, shop_id: int) -> CounterSign | None:
        """Give the sign that stands on a shop's counter now."""
        return self._sign(_DEVICE.c.shop_id == shop_id, _DEVICE.c.revoked_at.is_(None))

    def find_sign(self, *, token: str = "", code: str = "") -> CounterSign | None:
        """Find a sign by what somebody read off it, good or not."""
        return self._sign(_SIGN.c.token == token if token else _SIGN.c.code == code)

    def paper_of(self, shop: Shop, *, now: datetime) -> Device:
        """Give a shop's paper list, made when first asked for."""
        mark = f"paper:{shop.id}"
        number = self._add_device(shop.id, "paper", mark, now=now)
        if number is None:
            query = select(_DEVICE.c.id).where(_DEVICE.c.token_hash == mark)
            number = int(self._connection.execute(query).scalar_one())
        return Device(number, shop.id, shop.key, shop.name)

    def last_use(self, voucher_id: int) -> Used | None:
        """Tell when a voucher was last used by a sign, if ever."""
        row = self._connection.execute(
            select(_REDEMPTION.c.scanned_at, _REDEMPTION.c.amount_cents, _SIGN.c.secret)
            .join(_SIGN, _SIGN.c.device_id == _REDEMPTION.c.device_id)
            .where(_REDEMPTION.c.voucher_id == voucher_id, _REDEMPTION.c.state.in_(COUNTED))
            .order_by(_REDEMPTION.c.id.desc())
            .limit(1)
        ).first()
        return None if row is None else Used(row.scanned_at, row.amount_cents, row.secret)

    def _add_device(self, shop_id: int, kind: str, mark: str, *, now: datetime) -> int | None:
        values = {"shop_id": shop_id, "kind": kind, "name": "", "token_hash": mark}
        values |= {"paired_at": now}
        number = insert_once(self._connection, _DEVICE, values, returning=_DEVICE.c.id)
        return None if number is None else int(number)

    def _sign(self, *wanted: Any) -> CounterSign | None:  # noqa: ANN401  SQLAlchemy's conditions
        columns = (
            _SIGN.c.token,
            _SIGN.c.code,
            _SIGN.c.secret,
            _DEVICE.c.id,
            _DEVICE.c.shop_id,
            _DEVICE.c.paired_at,
            _DEVICE.c.revoked_at,
            _SHOP.c.key,
            _SHOP.c.name,
            _SHOP.c.state,
        )
        query = (
            select(*columns)
            .select_from(_SIGN)
            .join(_DEVICE, _DEVICE.c.id == _SIGN.c.device_id)
            .join(_SHOP, _SHOP.c.id == _DEVICE.c.shop_id)
            .where(*wanted)
            .order_by(_DEVICE.c.id.desc())
        )
        row = self._connection.execute(query).mappings().first()
        return None if row is None else _read(row)


def _read(row: RowMapping) -> CounterSign:
    return CounterSign(
        device=Device(row["id"], row["shop_id"], row["key"], row["name"]),
        token=row["token"],
        code=row["code"],
        secret=row["secret"],
        made_at=row["paired_at"],
        revoked_at=row["revoked_at"],
        open=row["state"] == "open",
    )
