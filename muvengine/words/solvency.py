"""Who pays, how far the money and the points reach, and what ends soon."""

from __future__ import annotations

from typing import Final

from muvengine.words.catalogue import Sentences

SENTENCES: Final[Sentences] = {
    # Who pays for an offer.
    "pays_town": "The town pays {town}.",
    "pays_shop": "The shop offers it.",
    "pays_shop_worth": "The shop offers it. It is worth {shop}.",
    "pays_both": "It is worth {worth}: the town pays {town}, the shop {shop}.",
    "share": "What the shop gives itself",
    "share_hint": "Nothing is owed for this part. Write 0 when the town pays all.",
    "share_divisible": "A voucher used in parts is paid by the town alone. Write 0.",
    # Why an offer cannot be had.
    "offer_ceiling": "This shop has had its share for now. Again on {day}.",
    "offer_unfunded": "The town’s money is used up for now. Your points stay yours.",
    # The ceiling of a shop.
    "ceiling_title": "Ceiling of {shop}",
    "ceiling_link": "Ceiling of this shop",
    "ceiling_lead": "So much of the town’s money can go to this shop, and not a cent more.",
    "ceiling_max": "At most, in euros",
    "ceiling_max_hint": "Leave it empty for no ceiling. Vouchers already sold stay good.",
    "ceiling_period": "In each",
    "ceiling_month": "calendar month",
    "ceiling_season": "year",
    "ceiling_none": "This shop has no ceiling.",
    "ceiling_now_month": "This month: {sold} of {most} sold, {left} left.",
    "ceiling_now_season": "This year: {sold} of {most} sold, {left} left.",
    "ceiling_told": "The ceiling is kept.",
    "ceiling_told_none": "This shop has no ceiling any more.",
}
