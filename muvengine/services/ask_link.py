"""Somebody asks for a link to sign in, by mail; nobody learns whether an address is known.

The ask is a row, written in the same way for every address.  A worker looks whether somebody
has confirmed the address, makes a link for each and queues the mails, all in one transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from muvengine.core.people.actor import SYSTEM
from muvengine.core.people.identity import Person
from muvengine.core.people.link import ONCE
from muvengine.core.people.mail import MailKind
from muvengine.core.people.mail_address import check_mail_address
from muvengine.core.people.token import token_hash
from muvengine.services.ask_address import pay_for_mail
from muvengine.services.attempt import OpenUow
from muvengine.services.post_box import Outgoing, PostBox
from muvengine.store.unit_of_work import UnitOfWork
from muvengine.words.mail_in_words import sign_in_mail


def ask_link(open_uow: OpenUow, text: str, *, network: str, now: datetime) -> None:
    """Note that a link is wanted.

    Args:
        open_uow: starts a writing transaction.
        text: the address, as typed.
        network: the network address it is asked from.
        now: aware.

    Raises:
        BadInput: ``fields["email"]`` is no address.
        TooManyAttempts: too many mails to this address, or from this network.
    """
    address = check_mail_address(text)
    pay_for_mail(open_uow, address, network, now)
    with open_uow() as uow:
        uow.mail_addresses.add_ask(address, at=now)
        uow.commit()


def answer_ask(
    open_uow: OpenUow, box: PostBox, *, now: datetime, new_token: Callable[[], str]
) -> bool:
    """Queue the links of the oldest ask; False where nobody waits.

    An ask that waited for longer than a link opens is dropped: its reader has given up.
    """
    with open_uow() as uow:
        taken = uow.mail_addresses.take_ask()
        if taken is None:
            return False
        address, asked_at = taken
        if now < asked_at + ONCE.lasts:
            for person in uow.mail_addresses.of_address(address):
                _put_link(uow, box, person, address, (new_token(), new_token(), now))
        uow.commit()
    return True


def _put_link(
    uow: UnitOfWork, box: PostBox, person: Person, address: str, made: tuple[str, str, datetime]
) -> None:
    token, public_id, now = made
    uow.cards.add_link(
        token_hash(token), person.id, at=now, expires_at=now + ONCE.lasts, reusable=False
    )
    text = sign_in_mail(person, f"{box.base_url}/enter/{token}", uow.programme.get())
    box.put(uow, Outgoing(MailKind.SIGN_IN, public_id, person.id, address, text), now=now)
    meta = {"reusable": False, "by": "mail"}
    uow.audit.append(SYSTEM, "link.make", "person", str(person.id), meta, at=now)
