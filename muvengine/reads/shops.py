"""The shops along the way."""

from __future__ import annotations

from collections.abc import Callable

from muvengine.core.vouchers.shop import Shop
from muvengine.store.shops import PairedDevice
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]

__all__ = ["PairedDevice", "devices_of", "shop", "shops", "shops_with_suspended"]


def shops(open_reading: OpenReading, *, open_only: bool = True) -> list[Shop]:
    """List shops by name."""
    with open_reading() as uow:
        return uow.shops.listed(open_only=open_only)


def shop(open_reading: OpenReading, key: str) -> Shop:
    """Give one shop by its key.

    Raises:
        NotFound: no such shop.
    """
    with open_reading() as uow:
        return uow.shops.get(key=key)


def devices_of(open_reading: OpenReading, shop_id: int) -> list[PairedDevice]:
    """List a shop's tablets, newest first."""
    with open_reading() as uow:
        return uow.shops.devices(shop_id)


def shops_with_suspended(open_reading: OpenReading) -> set[int]:
    """Give the numbers of shops of which a tablet waits for an organiser."""
    with open_reading() as uow:
        return uow.shops.with_suspended()
