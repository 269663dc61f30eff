"""An organiser keeps a shop, new or changed."""

from __future__ import annotations

from datetime import datetime

from muvengine.core.people.actor import Actor
from muvengine.core.vouchers.shop import Shop
from muvengine.services.attempt import OpenUow


def save_shop(open_uow: OpenUow, shop: Shop, *, actor: Actor, now: datetime) -> int:
    """Keep ``shop`` under its key and give its number; safe to repeat."""
    with open_uow() as uow:
        shop_id = uow.shops.save(shop, now=now)
        uow.audit.append(actor, "shop.save", "shop", shop.key, at=now)
        uow.commit()
    return shop_id
