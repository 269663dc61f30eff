"""What a till may do while it has no network, and how the server believes it afterwards.

A scan made without network is a fact: the customer has left with the coffee.  So it is kept
whatever the server thinks of it by then: accepted where it fits, else covered from an allowance
that the organiser laid aside, else disputed until the organiser decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from muvengine.core import errors
from muvengine.core.vouchers.voucher import GRACE, Voucher, part_of_bill

AHEAD_MAX: Final = timedelta(minutes=2)
BEHIND_MAX: Final = timedelta(minutes=5)
# How long a revoked tablet may still tell what it did before.
HEARD_AFTER: Final = timedelta(days=1) + GRACE
# Between two signs of life of a tablet that has network: it asks every minute.
GAP_MIN: Final = BEHIND_MAX


@dataclass(frozen=True, slots=True)
class OfflineTerms:
    """How far a shop's tablet goes without network before it stops.

    Attributes:
        amount_cents: what it may take in all.
        hours: since it last heard from the server.
        scans: how many vouchers.
    """

    amount_cents: int = 2_000
    hours: int = 24
    scans: int = 50


@dataclass(frozen=True, slots=True)
class Contact:
    """When a tablet was last in touch.

    Attributes:
        last_sync_at: when it last asked for the list of vouchers; None when it never did.
        offline_since: its last sign of life before the latest gap, if there was one.
    """

    last_sync_at: datetime | None = None
    offline_since: datetime | None = None

    @property
    def reached(self) -> datetime | None:
        """When it surely had network for the last time before the scans that arrive now.

        A tablet that comes back may ask for the list first and send its scans after.
        """
        return self.offline_since or self.last_sync_at

    def heard(self, now: datetime) -> Contact:
        """Give the contact after another sign of life."""
        if self.last_sync_at is None:
            return Contact(now)
        if now - self.last_sync_at > GAP_MIN:
            return Contact(now, self.last_sync_at)
        return Contact(max(now, self.last_sync_at), self.offline_since)


@dataclass(frozen=True, slots=True)
class ScanTime:
    """When a scan counts as made.

    Attributes:
        at: in the town's zone.
        clock_off: the time that was said cannot be right.
        no_earlier: a voucher that ended before this day has ended, whatever was said.
    """

    at: datetime
    clock_off: bool = False
    no_earlier: date = date.min

    @property
    def still_good_on(self) -> date:
        """The day up to which the voucher must last, on the town's calendar."""
        return max(self.at.date(), self.no_earlier)


def believe(
    scanned_at: datetime, *, contact: Contact, terms: OfflineTerms, now: datetime
) -> ScanTime:
    """Take a tablet's word for the time of an offline scan, within bounds.

    Args:
        scanned_at: what the tablet's clock said, aware.
        contact: of the tablet.
        terms: of its shop.
        now: when the scan arrived; a scan out of bounds counts as made now.
    """
    earliest = now - timedelta(hours=terms.hours) - GRACE
    if contact.reached is not None:
        earliest = max(earliest, contact.reached - BEHIND_MAX)
    if not earliest <= scanned_at <= now + AHEAD_MAX:
        return ScanTime(now, clock_off=True)
    return ScanTime(min(scanned_at, now))


def believe_paper(noon: datetime, *, now: datetime) -> ScanTime:
    """Take a shop's word for the day on its paper list.

    The day is kept; but a voucher must last into the days of grace, so that an old list does not
    bring old vouchers back.

    Args:
        noon: of the day that was written down, in the town's zone.
        now: when the list was typed, in the town's zone.
    """
    first = now.date() - GRACE
    return ScanTime(min(noon, now), clock_off=noon.date() < first, no_earlier=first)


def given_cents(voucher: Voucher, amount_cents: int | None) -> int:
    """Tell what a shop gave for a voucher that was good no more.

    Args:
        voucher: as it stands.
        amount_cents: a part of a divisible voucher, or the bill of a percentage one.

    Raises:
        BillNeeded: a percentage without a bill.
        BadAmount: not a part of a divisible voucher, nor the whole of it.
    """
    if voucher.terms.percent_off is not None:
        return part_of_bill(amount_cents, voucher.terms.percent_off, voucher.face_cents)
    amount = voucher.face_cents if amount_cents is None else amount_cents
    whole = amount == voucher.face_cents
    if not whole and not (voucher.divisible and 0 < amount < voucher.face_cents):
        raise errors.BadAmount(face_cents=voucher.face_cents)
    return amount


# What a tablet without network cannot know; anything else is refused as ever.
FORGIVEN: Final = (
    errors.VoucherVoid,
    errors.AlreadyRedeemed,
    errors.VoucherExpired,
    errors.NotYet,
    errors.Blackout,
    errors.BadAmount,
    errors.TabletRevoked,
)
