"""What a shop took in a month, day by day, and how that compares with the month before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]

COUNTED: Final = frozenset({"accepted", "covered", "settled"})
# Fewer new faces than this are told as "a few": a shopkeeper would know who.
FACES_MIN: Final = 5


@dataclass(frozen=True, slots=True)
class DayTaken:
    """Vouchers of one local day, and their worth."""

    day: date
    count: int
    cents: int


@dataclass(frozen=True, slots=True)
class ShopMonth:
    """A month of a shop: figures of vouchers, never of people but how many were new.

    Attributes:
        first: its first day.
        days: every day of it, in order.
        new_faces: how many people came for the first time; None for one to four of them.
    """

    first: date
    days: tuple[DayTaken, ...]
    new_faces: int | None

    @property
    def count(self) -> int:
        """How many vouchers were taken."""
        return sum(day.count for day in self.days)

    @property
    def cents(self) -> int:
        """What they are worth."""
        return sum(day.cents for day in self.days)


def shop_months(
    open_reading: OpenReading, shop_id: int, first: date, zone: ZoneInfo
) -> tuple[ShopMonth, ShopMonth]:
    """Give a month of a shop and the one before; undone redemptions do not count.

    Args:
        open_reading: starts a reading transaction.
        shop_id: the shop's number.
        first: the first day of the month.
        zone: the town's.
    """
    before = (first - timedelta(days=1)).replace(day=1)
    with open_reading() as uow:
        return _month(uow, shop_id, first, zone), _month(uow, shop_id, before, zone)


def _month(uow: UnitOfWork, shop_id: int, first: date, zone: ZoneInfo) -> ShopMonth:
    after = (first + timedelta(days=31)).replace(day=1)
    start, end = (datetime.combine(day, time(), zone) for day in (first, after))
    days = {first + timedelta(days=number): [0, 0] for number in range((after - first).days)}
    for one in uow.redemptions.of_shop(shop_id, start=start, end=end):
        if one.state in COUNTED:
            taken = days[one.scanned_at.astimezone(zone).date()]
            taken[0] += 1
            taken[1] += one.amount_cents
    faces = uow.redemptions.new_faces(shop_id, start=start, end=end)
    return ShopMonth(
        first,
        tuple(DayTaken(day, count, cents) for day, (count, cents) in days.items()),
        None if 0 < faces < FACES_MIN else faces,
    )
