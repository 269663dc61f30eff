"""The sign on a counter: a shop without a tablet takes vouchers by it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from muvengine.core.people.identity import Device

# For so long the page that says "used" moves; later it tells that it is old.
FRESH: Final = timedelta(minutes=3)


@dataclass(frozen=True, slots=True)
class CounterSign:
    """What stands on a counter.

    Attributes:
        device: the sign as the device of its shop.
        token: in the square's address.
        code: as people type it.
        secret: makes the words of the day.
        made_at: when.
        revoked_at: from when it takes nothing; None while it is good.
        open: the shop is in the programme.
    """

    device: Device
    token: str
    code: str
    secret: str
    made_at: datetime
    revoked_at: datetime | None = None
    open: bool = True

    @property
    def good(self) -> bool:
        """Tell whether it takes vouchers."""
        return self.open and self.revoked_at is None


@dataclass(frozen=True, slots=True)
class Used:
    """A voucher was used at a counter, by its owner's telephone.

    Attributes:
        at: when.
        amount_cents: what the shop is owed for it.
        secret: of the sign.
    """

    at: datetime
    amount_cents: int
    secret: str

    def fresh(self, now: datetime) -> bool:
        """Tell whether a clerk may still believe the page."""
        return now - self.at <= FRESH
