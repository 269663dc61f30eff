"""The weekly letter by mail: wanted, queued once a week, and stopped by a link."""

from __future__ import annotations

from datetime import datetime

from muvengine.core.errors import NotFound, NotPossible
from muvengine.core.people.actor import Actor, Role
from muvengine.core.people.identity import Person
from muvengine.core.people.mail import MailKind, MailText
from muvengine.services.attempt import OpenUow
from muvengine.services.post_box import Outgoing, PostBox


def want_mail_letter(
    open_uow: OpenUow, person_id: int, *, wanted: bool, actor: Actor, now: datetime
) -> None:
    """Note that somebody wants the letter by mail, or wants it no more.

    Raises:
        NotPossible: they have confirmed no address.
    """
    with open_uow() as uow:
        kept = uow.mail_addresses.want_letter(person_id, now if wanted else None)
        if wanted and not kept:
            raise NotPossible(kind="letter")
        act = "letter.want" if wanted else "letter.stop"
        uow.audit.append(actor, act, "person", str(person_id), at=now)
        uow.commit()


def stop_letter(
    open_uow: OpenUow, box: PostBox, public_id: str, mark: str, *, now: datetime
) -> bool:
    """Stop somebody's letter by the link in it; False where it is no link of ours."""
    if not box.stop.fits(public_id, mark):
        return False
    with open_uow() as uow:
        try:
            person = uow.people.by_public_id(public_id)
        except NotFound:
            # They left: no letter comes any more.
            return True
        uow.mail_addresses.want_letter(person.id, None)
        hand = Actor(Role.PARTICIPANT, person.id)
        uow.audit.append(hand, "letter.stop", "person", str(person.id), at=now)
        uow.commit()
    return True


def queue_letter(
    open_uow: OpenUow, box: PostBox, person: Person, text: MailText, *, week: str, now: datetime
) -> bool:
    """Queue the letter of a week, once; False where it was, or is not wanted any more."""
    with open_uow() as uow:
        known = uow.mail_addresses.get(person.id)
        if not known.letter or known.address is None:
            return False
        name = f"week-{week}-{person.public_id}"
        letter = Outgoing(MailKind.WEEK, name, person.id, known.address, text)
        queued = box.put(uow, letter, now=now)
        uow.commit()
    return queued
