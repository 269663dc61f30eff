"""How much of the town's money may go to each shop, and how much has."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from muvengine.core.vouchers.ceiling import CeilingUse
from muvengine.store.unit_of_work import UnitOfWork


def ceiling_of(
    open_reading: Callable[[], UnitOfWork], shop_id: int, today: date
) -> CeilingUse | None:
    """Give one shop's ceiling with its use in the period of ``today``; None where it has none."""
    with open_reading() as uow:
        return next((u for u in uow.ceilings.uses(today) if u.ceiling.shop_id == shop_id), None)
