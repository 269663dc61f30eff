"""What a shop took on one day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from muvengine.core.vouchers.redemption import Redemption
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]


# What the town owes; a disputed one is not owed before the organiser has decided.
OWED: Final = frozenset({"accepted", "covered", "settled"})


@dataclass(frozen=True, slots=True)
class OfferTotal:
    """How often one thing was given on a day, and what is owed for it."""

    title: Mapping[str, str]
    pictogram: str
    count: int
    total_cents: int


@dataclass(frozen=True, slots=True)
class ShopDay:
    """A day's redemptions, newest first; undone and disputed ones are listed and do not count."""

    day: date
    taken: tuple[Redemption, ...]

    @property
    def owed(self) -> tuple[Redemption, ...]:
        """What the town owes, as it was taken."""
        return tuple(one for one in self.taken if one.state in OWED)

    @property
    def count(self) -> int:
        """How many are owed."""
        return len(self.owed)

    @property
    def total_cents(self) -> int:
        """What the shop is owed for the day."""
        return sum(one.amount_cents for one in self.owed)

    @property
    def disputed_cents(self) -> int:
        """What waits for the organiser."""
        return sum(one.amount_cents for one in self.taken if one.state == "disputed")

    @property
    def by_offer(self) -> tuple[OfferTotal, ...]:
        """What was given, the most frequent first; sums to ``total_cents``."""
        found: dict[tuple[tuple[str, str], ...], list[Redemption]] = {}
        for one in self.owed:
            found.setdefault(tuple(sorted(one.title.items())), []).append(one)
        totals = (
            OfferTotal(
                title=group[0].title,
                pictogram=group[0].pictogram,
                count=len(group),
                total_cents=sum(one.amount_cents for one in group),
            )
            for group in found.values()
        )
        return tuple(sorted(totals, key=lambda one: (-one.count, -one.total_cents)))


def shop_day(open_reading: OpenReading, shop_id: int, day: date, zone: ZoneInfo) -> ShopDay:
    """Give what a shop took on a local day, whenever it arrived."""
    start = datetime.combine(day, time(), zone)
    end = datetime.combine(day + timedelta(days=1), time(), zone)
    with open_reading() as uow:
        found = uow.redemptions.of_shop(shop_id, start=start, end=end)
    return ShopDay(day, tuple(sorted(found, key=lambda one: one.scanned_at, reverse=True)))


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
