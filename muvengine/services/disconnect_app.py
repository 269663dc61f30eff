"""An app is lost, or not wanted any more: it sends nothing from now on."""

from __future__ import annotations

from datetime import datetime

from muvengine.core.people.actor import Actor
from muvengine.core.people.sender import Sender
from muvengine.services.attempt import OpenUow


def disconnect_app(
    open_uow: OpenUow, sender_id: int, *, person_id: int, actor: Actor, now: datetime
) -> Sender:
    """Shut an app out at once, and forget its positions that are no trip yet; give it.

    Raises:
        NotFound: no such app, somebody else's, or shut out before.
    """
    with open_uow() as uow:
        sender = uow.senders.own(sender_id, person_id)
        uow.senders.end(sender.id, now)
        meta = {"app": str(sender.app)}
        uow.audit.append(actor, "sender.disconnect", "sender", str(sender.id), meta, at=now)
        uow.commit()
    return sender
