"""Figures for those who watch an installation."""

from __future__ import annotations

from collections.abc import Callable

from muvengine.store.gauges import Gauge
from muvengine.store.gauges import gauges as counted
from muvengine.store.unit_of_work import UnitOfWork

__all__ = ["Gauge", "gauges"]


def gauges(open_reading: Callable[[], UnitOfWork]) -> list[Gauge]:
    """Count trips, vouchers, redemptions, reviews, balances and finished jobs."""
    with open_reading() as uow:
        return list(counted(uow.connection))
