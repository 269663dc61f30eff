"""The town's zones."""

from __future__ import annotations

from collections.abc import Callable

from muvengine.core.routes.zone import Zone
from muvengine.store.unit_of_work import UnitOfWork


def zones(open_reading: Callable[[], UnitOfWork]) -> tuple[Zone, ...]:
    """List every zone, by key."""
    with open_reading() as uow:
        return uow.zones.all_of_them()


def zone(open_reading: Callable[[], UnitOfWork], key: str) -> Zone:
    """Find a zone by its key.

    Raises:
        NotFound: no such zone.
    """
    with open_reading() as uow:
        return uow.zones.get(key)
