"""A shop has closed for good: its vouchers go back to those who hold them, in one act."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from muvengine.core.ledger.attempt import Answer, Attempt
from muvengine.core.ledger.journal import By, by_reason
from muvengine.core.vouchers.offer import OfferState
from muvengine.services.attempt import OpenUow, once
from muvengine.services.closing import end_early
from muvengine.store.unit_of_work import UnitOfWork

ENDPOINT: Final = "close_shop"


def close_shop(
    open_uow: OpenUow, shop_key: str, *, reason: str, attempt: Attempt, now: datetime
) -> Answer:
    """Close a shop and its offers, and every good voucher of it: all of it or nothing.

    A voucher used in part ends: what is left of it goes back.  What the shop is owed stays owed.

    Args:
        open_uow: starts a writing transaction.
        shop_key: which shop.
        reason: at least five characters; holders of the vouchers can read it.
        attempt: claims the write.
        now: aware.

    Raises:
        NotFound: no such shop.
        ReasonMissing: fewer than five characters.
        KeyReused: the key was used for something else.
    """

    def close(uow: UnitOfWork) -> dict[str, Any]:
        shop = uow.shops.get(key=shop_key)
        by = by_reason(By(attempt.actor, now), reason)
        # First the shop: a purchase that comes later finds it closed.
        uow.shops.save(replace(shop, open=False), now=now)
        for one in uow.offers.listed(shop_id=shop.id):
            if one.offer.state is not OfferState.CLOSED:
                uow.offers.replace(replace(one.offer, state=OfferState.CLOSED))
        good = uow.vouchers.usable_of_shop(shop.id)
        for voucher in good:
            end_early(uow, voucher, by)
        meta = {"vouchers": len(good), "points": sum(one.points_back for one in good)}
        uow.audit.append(attempt.actor, "shop.close", "shop", shop.key, at=now, meta=meta)
        return meta

    return once(open_uow, attempt, close)
