"""A shop's day as a table, for its own books."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from zoneinfo import ZoneInfo

from muvengine.core.units import CENTS_PER_EURO
from muvengine.core.vouchers.redemption import Redemption
from muvengine.formats.table_cells import write_table
from muvengine.words.catalogue import written

CODE_END: Final = 3
HEAD: Final = ("scanned_at", "offer", "voucher", "amount_eur", "offline", "state")
"""Column names for programs; the same in every language."""


def day_sheet(taken: Sequence[Redemption], zone: ZoneInfo, locale: str) -> bytes:
    """Write a day's list as it is given: ISO times, euros with a point, only the ends of codes."""
    return write_table(
        [
            HEAD,
            *(
                (
                    one.scanned_at.astimezone(zone).isoformat(timespec="seconds"),
                    written(one.title, locale),
                    one.code[-CODE_END:],
                    f"{one.amount_cents // CENTS_PER_EURO}.{one.amount_cents % CENTS_PER_EURO:02d}",
                    "yes" if one.offline else "no",
                    one.state,
                )
                for one in taken
            ),
        ]
    )
