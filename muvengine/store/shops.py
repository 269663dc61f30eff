"""Shops, their tablets and pairing codes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, func, insert, or_, select, update

from muvengine.core.errors import NotFound
from muvengine.core.vouchers.shop import Shop
from muvengine.store.tables import metadata

_SHOP: Final = metadata.tables["shop"]
_DEVICE: Final = metadata.tables["shop_device"]
_CODE: Final = metadata.tables["pairing_code"]


@dataclass(frozen=True, slots=True)
class PairedDevice:
    """A tablet as the organiser sees it."""

    id: int
    shop_id: int
    name: str
    paired_at: datetime
    last_seen_at: datetime | None
    revoked_at: datetime | None
    suspended_at: datetime | None = None
    last_sync_at: datetime | None = None
    clock_skew_s: int | None = None


@dataclass(frozen=True, slots=True)
class Pairing:
    """What a good pairing code opens."""

    shop_id: int
    reusable: bool


class ShopStore:
    """Find and change shops inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, shop: Shop, *, now: datetime) -> int:
        """Keep a shop, new or changed, by its key, and give its number."""
        values = _values(shop)
        changed = self._connection.execute(
            update(_SHOP).where(_SHOP.c.key == shop.key).values(**values).returning(_SHOP.c.id)
        ).scalar()
        if changed is not None:
            return int(changed)
        written = insert(_SHOP).values(**values, key=shop.key, created_at=now)
        return int(self._connection.execute(written.returning(_SHOP.c.id)).scalar_one())

    def get(self, *, key: str | None = None, shop_id: int | None = None) -> Shop:
        """Find a shop.

        Raises:
            NotFound: no such shop.
        """
        wanted = _SHOP.c.key == key if key is not None else _SHOP.c.id == shop_id
        row = self._connection.execute(select(_SHOP).where(wanted)).mappings().first()
        if row is None:
            raise NotFound(shop=key)
        return _shop(row)

    def listed(self, *, open_only: bool = True) -> list[Shop]:
        """List shops by name."""
        query = select(_SHOP).order_by(func.lower(_SHOP.c.name))
        if open_only:
            query = query.where(_SHOP.c.state == "open")
        return [_shop(row) for row in self._connection.execute(query).mappings()]

    def add_code(
        self, code_hash: str, shop_id: int, *, now: datetime, expires_at: datetime, reusable: bool
    ) -> None:
        """Keep a pairing code's hash."""
        self._connection.execute(
            insert(_CODE).values(
                code_hash=code_hash,
                shop_id=shop_id,
                created_at=now,
                expires_at=expires_at,
                reusable=reusable,
            )
        )

    def use_code(self, code_hash: str, *, now: datetime) -> Pairing | None:
        """Use a pairing code up, in one guarded step; None when it is wrong, old or used."""
        row = self._connection.execute(
            update(_CODE)
            .where(_CODE.c.code_hash == code_hash, _CODE.c.expires_at > now)
            .where(or_(_CODE.c.used_at.is_(None), _CODE.c.reusable))
            .values(used_at=now)
            .returning(_CODE.c.shop_id, _CODE.c.reusable)
        ).first()
        return None if row is None else Pairing(row.shop_id, row.reusable)

    def code_is_reusable(self, code_hash: str, *, now: datetime) -> bool:
        """Tell whether a live pairing code may be used more than once."""
        query = select(_CODE.c.reusable).where(
            _CODE.c.code_hash == code_hash, _CODE.c.expires_at > now
        )
        return bool(self._connection.execute(query).scalar())

    def add_device(self, shop_id: int, token_hash: str, name: str, *, now: datetime) -> int:
        """Keep a paired tablet and give its number."""
        written = self._connection.execute(
            insert(_DEVICE)
            .values(shop_id=shop_id, token_hash=token_hash, name=name, paired_at=now)
            .returning(_DEVICE.c.id)
        )
        return int(written.scalar_one())

    def devices(self, shop_id: int) -> list[PairedDevice]:
        """List a shop's tablets, newest first."""
        mine = (_DEVICE.c.shop_id == shop_id, _DEVICE.c.kind == "tablet")
        query = select(_DEVICE).where(*mine).order_by(_DEVICE.c.id.desc())
        return [
            PairedDevice(
                id=row["id"],
                shop_id=row["shop_id"],
                name=row["name"],
                paired_at=row["paired_at"],
                last_seen_at=row["last_seen_at"],
                revoked_at=row["revoked_at"],
                suspended_at=row["suspended_at"],
                last_sync_at=row["last_sync_at"],
                clock_skew_s=row["clock_skew_s"],
            )
            for row in self._connection.execute(query).mappings()
        ]

    def with_suspended(self) -> set[int]:
        """Give the shops of which a tablet waits for an organiser."""
        query = select(_DEVICE.c.shop_id).where(
            _DEVICE.c.suspended_at.is_not(None), _DEVICE.c.revoked_at.is_(None)
        )
        return set(self._connection.scalars(query))

    def hold_device(self, device_id: int) -> None:
        """Let nobody else's hand act on this tablet until the transaction ends."""
        query = select(_DEVICE.c.id).where(_DEVICE.c.id == device_id)
        self._connection.execute(query.with_for_update(key_share=True))

    def revoke_device(self, device_id: int, *, now: datetime) -> int:
        """Shut a tablet out and give its shop's number.

        Raises:
            NotFound: no such tablet, or it was shut out before.
        """
        shop_id = self._connection.execute(
            update(_DEVICE)
            .where(_DEVICE.c.id == device_id, _DEVICE.c.kind == "tablet")
            .where(_DEVICE.c.revoked_at.is_(None))
            .values(revoked_at=now)
            .returning(_DEVICE.c.shop_id)
        ).scalar()
        if shop_id is None:
            raise NotFound(device=device_id)
        return int(shop_id)


def _shop(row: RowMapping) -> Shop:
    return Shop(
        id=row["id"],
        key=row["key"],
        name=row["name"],
        street=row["street"],
        lat=row["lat"],
        lon=row["lon"],
        pictogram=row["pictogram"],
        about=row["about"],
        hours=row["hours"],
        open=row["state"] == "open",
    )


def _values(shop: Shop) -> dict[str, Any]:
    return {
        "name": shop.name,
        "street": shop.street,
        "lat": shop.lat,
        "lon": shop.lon,
        "pictogram": shop.pictogram,
        "about": dict(shop.about),
        "hours": dict(shop.hours),
        "state": "open" if shop.open else "closed",
    }
