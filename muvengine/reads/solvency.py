"""Whether the town can honour what it promises, and for how long."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from muvengine.core.ledger.outlook import LiabilityOutlook
from muvengine.core.vouchers.ceiling import CeilingUse
from muvengine.store.alarms import Alarm
from muvengine.store.envelope_figures import Envelope, money_envelope, points_envelope
from muvengine.store.figures import LedgerFigures, whole_programme
from muvengine.store.liability_figures import (
    EndingVouchers,
    Funder,
    ShopLiability,
    allowance_cents,
    by_month,
    by_shop,
    expected,
    funders,
    pots_cents,
)
from muvengine.store.unit_of_work import UnitOfWork

__all__ = ["Alarm", "Envelope", "Solvency", "alarms", "solvency"]

OpenReading = Callable[[], UnitOfWork]
ALARMS_MOST: Final = 20


@dataclass(frozen=True, slots=True)
class Solvency:
    """The whole budget page in one snapshot.

    Attributes:
        points: the season's envelope; None before the first season.
        money: the budget of euros.
        figures: of the whole ledger.
        funders: who put the money in.
        shops: what each is promised and owed.
        ending: vouchers out by the month of their last day.
        liability: what of it will most likely be used.
        ceilings: by the number of the shop.
        allowance_cents: laid aside for scans made offline; None where nothing was.
        pots_cents: laid aside for goals of the neighbourhood.
    """

    points: Envelope | None
    money: Envelope
    figures: LedgerFigures
    funders: tuple[Funder, ...]
    shops: tuple[ShopLiability, ...]
    ending: tuple[EndingVouchers, ...]
    liability: LiabilityOutlook
    ceilings: dict[int, CeilingUse]
    allowance_cents: int | None
    pots_cents: int

    @property
    def paid_cents(self) -> int:
        """What was paid out so far."""
        return self.figures.paid_cents

    @property
    def committed_cents(self) -> int:
        """What is promised or owed, and not free any more."""
        out = self.figures.vouchers_out_cents + self.figures.payable_cents
        return out + self.pots_cents + (self.allowance_cents or 0)


def solvency(open_reading: OpenReading, now: datetime) -> Solvency:
    """Give how the budget stands.

    Args:
        open_reading: starts a reading.
        now: in the town's zone.
    """
    with open_reading() as uow:
        connection, today = uow.connection, now.date()
        figures = whole_programme(connection)
        return Solvency(
            points=points_envelope(connection, now),
            money=money_envelope(connection, now),
            figures=figures,
            funders=funders(connection),
            shops=by_shop(connection),
            ending=by_month(connection),
            liability=expected(connection, figures.vouchers_out_cents, today),
            ceilings={use.ceiling.shop_id: use for use in uow.ceilings.uses(today)},
            allowance_cents=allowance_cents(connection),
            pots_cents=pots_cents(connection),
        )


def alarms(open_reading: OpenReading, *, count: int = ALARMS_MOST) -> tuple[Alarm, ...]:
    """Give the alarms that stand, then the latest others."""
    with open_reading() as uow:
        return uow.alarms.listed(count=count)
