"""What a shop took on one day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from muvengine.core.vouchers.redemption import Redemption
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]
OWED: Final = ("accepted", "covered", "settled")


@dataclass(frozen=True, slots=True)
class ShopDay:
    """A day's redemptions, newest first; undone and disputed ones are listed and do not count."""

    day: date
    taken: tuple[Redemption, ...]

    @property
    def count(self) -> int:
        """How many were taken and not undone."""
        return sum(one.state in OWED for one in self.taken)

    @property
    def total_cents(self) -> int:
        """What the shop is owed for the day."""
        return sum(one.amount_cents for one in self.taken if one.state in OWED)


def shop_day(open_reading: OpenReading, shop_id: int, day: date, zone: ZoneInfo) -> ShopDay:
    """Give what a shop took on a local day."""
    start = datetime.combine(day, time(), zone)
    end = datetime.combine(day + timedelta(days=1), time(), zone)
    with open_reading() as uow:
        return ShopDay(day, tuple(uow.redemptions.of_shop(shop_id, start=start, end=end)))


def redemption_of(open_reading: OpenReading, shop_id: int, redemption_id: int) -> Redemption:
    """Give one of a shop's redemptions.

    Raises:
        NotFound: none of this shop has this number.
    """
    with open_reading() as uow:
        return uow.redemptions.get(redemption_id, shop_id=shop_id)


def last_of_tablet(open_reading: OpenReading, device_id: int, *, at_most: int) -> list[Redemption]:
    """List what a tablet took last, newest first; undone and disputed ones too."""
    with open_reading() as uow:
        return uow.redemptions.last_of(device_id, at_most=at_most)
