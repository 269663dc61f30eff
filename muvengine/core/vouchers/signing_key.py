"""Keys that vouchers are checked with, and how long each is kept in use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from muvengine.core.vouchers.voucher import GRACE

ROTATE_AFTER: Final = timedelta(days=365)
ID_MAX: Final = 255
# The last voucher that a retired key signed may live as long as any voucher: 366 days.
CHECKED_AFTER: Final = timedelta(days=366) + GRACE


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A public key.

    Attributes:
        id: 1 to 255, stands in every text it signed.
        public_key: 32 bytes in base64url, without padding.
        active_from: when it began to sign, aware.
        retired_at: when the next one took over; None for the one that signs now.
    """

    id: int
    public_key: str
    active_from: datetime
    retired_at: datetime | None = None

    @property
    def checked_until(self) -> datetime | None:
        """When the last voucher it signed is dead; None while it signs."""
        return None if self.retired_at is None else self.retired_at + CHECKED_AFTER

    def checks(self, now: datetime) -> bool:
        """Tell whether a voucher it signed may still live."""
        return self.checked_until is None or now < self.checked_until

    def is_old(self, now: datetime) -> bool:
        """Tell whether it has signed for a year."""
        return now >= self.active_from + ROTATE_AFTER


def signing_now(keys: Iterable[SigningKey]) -> SigningKey | None:
    """Give the key that signs: the newest that nobody retired."""
    live = [key for key in keys if key.retired_at is None]
    return max(live, key=lambda key: key.id, default=None)
