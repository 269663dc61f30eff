"""An app on somebody's telephone may send their trips from now on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from muvengine.core.errors import NotPossible
from muvengine.core.people.actor import Actor
from muvengine.core.people.sender import SENDERS_MAX, App, Sender
from muvengine.core.people.token import token_hash
from muvengine.services.attempt import OpenUow


def connect_app(
    open_uow: OpenUow,
    sender: Sender,
    *,
    actor: Actor,
    new_token: Callable[[], str],
) -> str:
    """Keep an app and give its token, this one time: 128 random bits.

    Args:
        open_uow: starts a writing transaction.
        sender: whose, which app, how its trips count, and now as ``made_at``.
        actor: its owner, or a mediator helping them.
        new_token: draws 128 random bits.

    Raises:
        NotFound: no such person.
        NotPossible: four are connected already.
    """
    token = new_token()
    with open_uow() as uow:
        uow.trips.lock_owner(sender.person_id)
        if len(uow.senders.of_person(sender.person_id)) >= SENDERS_MAX:
            raise NotPossible(senders_max=SENDERS_MAX)
        sender_id = uow.senders.add(sender, token_hash(token))
        meta = {"app": str(sender.app), "mode": sender.mode}
        uow.audit.append(actor, "sender.connect", "sender", str(sender_id), meta, at=sender.made_at)
        uow.commit()
    return token


def new_sender(person_id: int, app: App, mode: str, now: datetime) -> Sender:
    """Give an app that is about to be connected; its number comes with its row."""
    return Sender(0, person_id, app, mode, now)
