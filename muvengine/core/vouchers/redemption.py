"""A shop took a voucher, whole or in part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Redemption:
    """What happened at a till.

    Attributes:
        id: the row's number.
        voucher_id, code: which voucher.
        title, pictogram: of the offer.
        shop_id, device_id: where.
        amount_cents: what the shop is owed for it.
        scanned_at: when, aware.
        state: accepted, covered, disputed, undone or settled.
        journal_id: in the ledger.
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
    journal_id: int
