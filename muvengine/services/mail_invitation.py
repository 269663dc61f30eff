"""A colleague's link goes to them by mail."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from muvengine.core.people.actor import Actor
from muvengine.core.people.identity import Person
from muvengine.core.people.link import FIRST
from muvengine.core.people.mail import MailKind
from muvengine.core.people.permission import require_organiser
from muvengine.core.people.token import token_hash
from muvengine.services.attempt import OpenUow
from muvengine.services.post_box import Outgoing, PostBox
from muvengine.words.mail_in_words import invitation_mail


def mail_invitation(
    open_uow: OpenUow,
    box: PostBox,
    person: Person,
    *,
    actor: Actor,
    now: datetime,
    new_token: Callable[[], str],
) -> None:
    """Make a colleague's link and queue it, both or neither.

    Raises:
        NotAllowed: the actor is no organiser.
    """
    require_organiser(actor)
    assert person.email, "staff have an address"
    token = new_token()
    with open_uow() as uow:
        uow.cards.add_link(
            token_hash(token), person.id, at=now, expires_at=now + FIRST.lasts, reusable=False
        )
        inviter = uow.people.names([actor.id]).get(actor.id or 0, "")
        url = f"{box.base_url}/enter/{token}"
        text = invitation_mail(person, inviter, url, uow.programme.get())
        mail = Outgoing(MailKind.INVITE, new_token(), person.id, person.email, text)
        box.put(uow, mail, now=now)
        meta = {"reusable": False, "by": "mail"}
        uow.audit.append(actor, "link.make", "person", str(person.id), meta, at=now)
        uow.commit()
