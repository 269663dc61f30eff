"""An organiser keeps a shop, new or changed."""

from __future__ import annotations

from datetime import datetime

from muvengine.core.errors import BadInput
from muvengine.core.people.actor import Actor
from muvengine.core.vouchers.shop import Shop
from muvengine.services.attempt import OpenUow


def save_shop(
    open_uow: OpenUow, shop: Shop, *, actor: Actor, now: datetime, new: bool = False
) -> int:
    """Keep ``shop`` under its key and give its number; safe to repeat.

    Raises:
        BadInput: ``new`` is asked for, and the key belongs to another shop.
    """
    with open_uow() as uow:
        if new and any(other.key == shop.key for other in uow.shops.listed(open_only=False)):
            raise BadInput(fields={"key": "taken"})
        shop_id = uow.shops.save(shop, now=now)
        uow.audit.append(actor, "shop.save", "shop", shop.key, at=now)
        uow.commit()
    return shop_id
