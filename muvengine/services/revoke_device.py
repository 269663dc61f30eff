"""A tablet is lost or replaced: it opens nothing any more."""

from __future__ import annotations

from datetime import datetime

from muvengine.core.people.actor import Actor
from muvengine.services.attempt import OpenUow


def revoke_device(open_uow: OpenUow, device_id: int, *, actor: Actor, now: datetime) -> None:
    """Shut a tablet out at once.

    Raises:
        NotFound: no such tablet, or it was shut out before.
    """
    with open_uow() as uow:
        shop_id = uow.shops.revoke_device(device_id, now=now)
        meta = {"shop": shop_id}
        uow.audit.append(actor, "device.revoke", "device", str(device_id), meta, at=now)
        uow.commit()
