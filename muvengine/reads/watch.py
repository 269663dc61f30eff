"""What organisers watch: who works where, and alerts from the tills."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from muvengine.core.people.identity import Person
from muvengine.core.vouchers.alert import Alert
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]
ALERTS_MAX: Final = 100


def staff_of_shop(open_reading: OpenReading, shop_id: int) -> list[Person]:
    """List the participants who work in a shop, by name."""
    with open_reading() as uow:
        return uow.watch.staff_of(shop_id)


def alerts(open_reading: OpenReading) -> list[Alert]:
    """List alerts, open ones first; of closed ones the latest."""
    with open_reading() as uow:
        return uow.watch.alerts(most=ALERTS_MAX)


def open_alerts(open_reading: OpenReading) -> int:
    """Count alerts that wait for a person."""
    with open_reading() as uow:
        return uow.watch.open_alerts()


def usable_at(open_reading: OpenReading, shop_id: int) -> int:
    """Count the good vouchers of a shop."""
    with open_reading() as uow:
        return len(uow.vouchers.usable_of_shop(shop_id))
