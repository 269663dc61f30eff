"""A shop took a voucher, whole or in part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from muvengine.core.people.identity import Device
from muvengine.core.vouchers.offline import ScanTime
from muvengine.core.vouchers.voucher import UNDO_MAX, Voucher


class RedemptionState(StrEnum):
    """Where a redemption stands.

    ::

        accepted --undo, 15 min--> undone
        offline, and good no more: covered, else disputed --organiser--> covered | undone
    """

    ACCEPTED = "accepted"
    COVERED = "covered"
    DISPUTED = "disputed"
    UNDONE = "undone"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Redemption:
    """What happened at a till.

    Attributes:
        id: the row's number.
        voucher_id, code: which voucher.
        title, pictogram: of the offer.
        shop_id, device_id: where.
        amount_cents: what the shop is owed for it, or asks for while it is disputed.
        scanned_at: when, aware.
        state: see ``RedemptionState``.
        journal_id: in the ledger; None where no money moved.
        offer_id: of the voucher.
        offline: the till had no network.
        forced: the voucher was good no more, and the customer had it all the same.
        refusal: why it would have been refused; the code of a refusal.
        clock_off: the tablet's clock could not be right: the time is that of its arrival.
        decided_at, decided_reason: what the organiser said about a disputed one.
    """

    id: int
    voucher_id: int
    code: str
    title: Mapping[str, str]
    pictogram: str
    shop_id: int
    device_id: int
    amount_cents: int
    scanned_at: datetime
    state: str
    journal_id: int | None
    offer_id: int = 0
    offline: bool = False
    forced: bool = False
    refusal: str = ""
    clock_off: bool = False
    decided_at: datetime | None = None
    decided_reason: str = ""

    def undo_until(self, device_id: int) -> datetime | None:
        """Tell until when a tablet may take it back; None when it may not."""
        if self.state != RedemptionState.ACCEPTED or self.device_id != device_id:
            return None
        return self.scanned_at + UNDO_MAX


def taken(voucher: Voucher, device: Device, amount_cents: int, when: ScanTime) -> Redemption:
    """Give the redemption of a good voucher, before it has a number and a journal.

    Args:
        voucher: as it stood when it was used.
        device: whose scan.
        amount_cents: what it pays.
        when: as far as the tablet's clock is believed.
    """
    return Redemption(
        id=0,
        voucher_id=voucher.id,
        code=voucher.code,
        title=voucher.title,
        pictogram=voucher.pictogram,
        shop_id=device.shop_id,
        device_id=device.id,
        amount_cents=amount_cents,
        scanned_at=when.at,
        state=RedemptionState.ACCEPTED,
        journal_id=None,
        offer_id=voucher.offer_id,
        clock_off=when.clock_off,
    )
