"""An organiser notes which participants work in a shop: it does not take their vouchers."""

from __future__ import annotations

from datetime import datetime

from muvengine.core.errors import NotFound
from muvengine.core.people.actor import Actor, Role
from muvengine.services.attempt import OpenUow


def mark_shop_staff(
    open_uow: OpenUow, shop_key: str, person_id: int, *, actor: Actor, now: datetime
) -> None:
    """Note that a participant works in a shop; safe to repeat.

    Raises:
        NotFound: no such shop, or no such participant.
    """
    with open_uow() as uow:
        shop = uow.shops.get(key=shop_key)
        if uow.people.get(person_id).role is not Role.PARTICIPANT:
            raise NotFound(kind="person")
        if uow.watch.mark_staff(shop.id, person_id, by=actor.id, now=now):
            meta = {"shop": shop.key}
            uow.audit.append(actor, "shop.staff", "person", str(person_id), at=now, meta=meta)
        uow.commit()


def unmark_shop_staff(
    open_uow: OpenUow, shop_key: str, person_id: int, *, actor: Actor, now: datetime
) -> None:
    """Forget that a participant works in a shop; safe to repeat.

    Raises:
        NotFound: no such shop.
    """
    with open_uow() as uow:
        shop = uow.shops.get(key=shop_key)
        if uow.watch.unmark_staff(shop.id, person_id):
            meta = {"shop": shop.key}
            uow.audit.append(actor, "shop.staff_end", "person", str(person_id), at=now, meta=meta)
        uow.commit()
