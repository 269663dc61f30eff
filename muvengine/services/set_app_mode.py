"""Somebody tells how the trips of an app count from now on."""

from __future__ import annotations

from datetime import datetime

from muvengine.core.people.actor import Actor
from muvengine.core.people.sender import Sender
from muvengine.services.attempt import OpenUow


def set_app_mode(
    open_uow: OpenUow, sender_id: int, mode: str, *, person_id: int, actor: Actor, now: datetime
) -> Sender:
    """Keep the mode of an app and give it; trips that came before stay as they are.

    Raises:
        NotFound: no such app, somebody else's, or shut out.
    """
    with open_uow() as uow:
        sender = uow.senders.own(sender_id, person_id)
        uow.senders.set_mode(sender.id, mode)
        meta = {"app": str(sender.app), "mode": mode}
        uow.audit.append(actor, "sender.mode", "sender", str(sender.id), meta, at=now)
        uow.commit()
    return sender
