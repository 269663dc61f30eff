"""Organisers decide whether each of them needs a code beside the password."""

from __future__ import annotations

from datetime import datetime

from muvengine.core.people.actor import Actor
from muvengine.core.people.permission import require_organiser
from muvengine.services.attempt import OpenUow


def require_codes(open_uow: OpenUow, *, required: bool, actor: Actor, now: datetime) -> None:
    """Keep the decision; who has no code sets one up before doing anything else.

    Raises:
        NotAllowed: the actor is no organiser.
    """
    require_organiser(actor)
    with open_uow() as uow:
        uow.programme.require_codes(required=required)
        act = "codes.require" if required else "codes.free"
        uow.audit.append(actor, act, "programme", "1", at=now)
        uow.commit()
