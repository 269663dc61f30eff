"""Cards of a pack that nobody was given are void: they were lost, or the school year is over."""

from __future__ import annotations

from datetime import datetime

from muvengine.core.people.actor import Actor
from muvengine.core.people.permission import require_helper
from muvengine.services.attempt import OpenUow


def void_pack(open_uow: OpenUow, pack_id: int, *, actor: Actor, now: datetime) -> int:
    """Void what waits of a pack, and tell how many cards; those that somebody holds stay good.

    Raises:
        NotAllowed: participants and tablets void no cards.
        NotFound: no such pack.
    """
    require_helper(actor)
    with open_uow() as uow:
        uow.card_packs.get(pack_id)
        voided = uow.card_packs.void_rest(pack_id, at=now)
        uow.audit.append(actor, "pack.void", "pack", str(pack_id), {"cards": voided}, at=now)
        uow.commit()
    return voided
