"""The organiser says how far a shop's tablets go without network, and lets one work again."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from muvengine.core.errors import NotPossible
from muvengine.core.people.actor import Actor
from muvengine.core.people.limits import VOUCHER_OF_DEVICE, VOUCHER_OF_DEVICE_DAY, Bucket
from muvengine.core.vouchers.offline import OfflineTerms
from muvengine.services.attempt import OpenUow
from muvengine.services.redeem_voucher import pause_key
from muvengine.services.take_at_till import day_key

LIFT: Final = "device.lift"


def set_offline_terms(
    open_uow: OpenUow, shop_key: str, terms: OfflineTerms, *, actor: Actor, now: datetime
) -> None:
    """Keep how far the tablets of a shop go.

    Raises:
        NotFound: no such shop.
    """
    with open_uow() as uow:
        shop = uow.shops.get(key=shop_key)
        uow.tills.set_terms(shop.id, terms)
        meta = {"cents": terms.amount_cents, "hours": terms.hours, "scans": terms.scans}
        uow.audit.append(actor, "offline.terms", "shop", shop.key, meta, at=now)
        uow.commit()


def lift_suspension(open_uow: OpenUow, device_id: int, *, actor: Actor, now: datetime) -> None:
    """Let a suspended tablet work again, with all its tries.

    Raises:
        NotPossible: it was not suspended.
    """
    with open_uow() as uow:
        if not uow.tills.lift(device_id):
            raise NotPossible(state="not_suspended")
        tries = {day_key(device_id): VOUCHER_OF_DEVICE_DAY, pause_key(device_id): VOUCHER_OF_DEVICE}
        for key, limit in sorted(tries.items()):
            full = Bucket.full(limit, now)
            uow.buckets.lock(key, full)
            uow.buckets.keep(key, full)
        uow.audit.append(actor, LIFT, "device", str(device_id), at=now)
        uow.commit()
