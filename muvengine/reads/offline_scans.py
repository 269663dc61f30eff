"""Scans made without network that would have been refused, and the money laid aside for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from muvengine.core.ledger.account import BUDGET, OFFLINE_ALLOWANCE
from muvengine.core.vouchers.offline import OfflineTerms
from muvengine.store.disputes import ForcedScan
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]
LATEST: Final = 50


@dataclass(frozen=True, slots=True)
class OfflineScans:
    """What the organiser looks at.

    Attributes:
        allowance_cents, budget_cents: what is left in each.
        waiting: disputed, the oldest first.
        latest: covered or decided, the newest first.
    """

    allowance_cents: int
    budget_cents: int
    waiting: tuple[ForcedScan, ...]
    latest: tuple[ForcedScan, ...]


def offline_scans(open_reading: OpenReading) -> OfflineScans:
    """Give what waits for a decision, what was decided lately, and the money for it."""
    with open_reading() as uow:
        return OfflineScans(
            uow.ledger.balance(OFFLINE_ALLOWANCE),
            uow.ledger.balance(BUDGET),
            tuple(uow.disputes.waiting()),
            tuple(uow.disputes.latest(at_most=LATEST)),
        )


def scans_of_voucher(open_reading: OpenReading, voucher_id: int) -> tuple[ForcedScan, ...]:
    """List the forced scans of one voucher, the oldest first."""
    with open_reading() as uow:
        return tuple(uow.disputes.of_voucher(voucher_id))


def offline_terms(open_reading: OpenReading, shop_id: int) -> OfflineTerms:
    """Give how far a shop's tablets go without network.

    Raises:
        NotFound: no such shop.
    """
    with open_reading() as uow:
        return uow.tills.terms(shop_id)
