"""An organiser says how much of the town's money may go to one shop."""

from __future__ import annotations

from datetime import datetime

from muvengine.core.people.actor import Actor
from muvengine.core.vouchers.ceiling import Ceiling, CeilingPeriod
from muvengine.services.attempt import OpenUow


def set_ceiling(
    open_uow: OpenUow,
    shop_key: str,
    cents_max: int | None,
    *,
    period: CeilingPeriod,
    actor: Actor,
    now: datetime,
) -> None:
    """Keep a shop's ceiling; vouchers already sold stay good, also above it.

    Args:
        open_uow: starts a writing transaction.
        shop_key: whose.
        cents_max: 0 or more; None takes the ceiling away.
        period: in which so much may be sold.
        actor: by whose hand.
        now: aware.

    Raises:
        NotFound: no such shop.
    """
    with open_uow() as uow:
        shop = uow.shops.get(key=shop_key)
        if cents_max is None:
            uow.ceilings.remove(shop.id)
        else:
            uow.ceilings.set(Ceiling(shop.id, cents_max, period), now=now, by=actor.id)
        meta = {"cents_max": cents_max, "period": period.value}
        uow.audit.append(actor, "ceiling.set", "shop", shop.key, meta, at=now)
        uow.commit()
