"""A participant's e-mail address: given, confirmed by a link, taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from muvengine.core.people import limits
from muvengine.core.people.actor import Actor, Role
from muvengine.core.people.identity import Person
from muvengine.core.people.mail import CONFIRM_LASTS, MailKind
from muvengine.core.people.mail_address import check_mail_address
from muvengine.core.people.token import token_hash
from muvengine.services import throttle
from muvengine.services.attempt import OpenUow
from muvengine.services.post_box import Outgoing, PostBox
from muvengine.store.unit_of_work import UnitOfWork
from muvengine.words.mail_in_words import confirm_mail


@dataclass(frozen=True, slots=True)
class GivenAddress:
    """What somebody says their address is.

    Attributes:
        person: whose.
        text: as typed.
        network: the network address they sit at.
    """

    person: Person
    text: str
    network: str


def ask_address(
    open_uow: OpenUow,
    box: PostBox,
    given: GivenAddress,
    *,
    actor: Actor,
    now: datetime,
    new_token: Callable[[], str],
) -> str:
    """Write to an address to ask whether it is right, and give it as it is kept.

    Args:
        open_uow: starts a writing transaction.
        box: takes the mail.
        given: see ``GivenAddress``.
        actor: the person, or a mediator who helps.
        now: aware.
        new_token: draws 128 random bits.

    Raises:
        BadInput: ``fields["email"]`` is no address.
        TooManyAttempts: too many mails to this address, or from this network.
    """
    address = check_mail_address(given.text)
    pay_for_mail(open_uow, address, given.network, now)
    token, person = new_token(), given.person
    with open_uow() as uow:
        until = now + CONFIRM_LASTS
        uow.mail_addresses.ask(person.id, address, token_hash(token), until=until)
        url = f"{box.base_url}/mail/confirm/{token}"
        text = confirm_mail(person.locale, url, uow.programme.get())
        mail = Outgoing(MailKind.CONFIRM, new_token(), person.id, address, text)
        box.put(uow, mail, now=now)
        uow.audit.append(actor, "address.give", "person", str(person.id), at=now)
        uow.commit()
    return address


def pay_for_mail(open_uow: OpenUow, address: str, network: str, now: datetime) -> None:
    """Pay for one mail to an address, whoever asks for it: nobody is flooded by us.

    Raises:
        TooManyAttempts: for this address or this network.
    """
    to = throttle.key_of("mail", address)
    tries = {
        to: limits.MAILS_TO_ADDRESS,
        f"{to}:day": limits.MAILS_TO_ADDRESS_DAY,
        throttle.key_of("mail_from", network): limits.MAILS_FROM_NETWORK,
    }
    throttle.take_all(open_uow, tries, now=now)


def confirm_address(open_uow: OpenUow, token: str, *, now: datetime) -> bool:
    """Use an address from now on; False where the link is used up or too old."""
    with open_uow() as uow:
        person_id = uow.mail_addresses.confirm(token_hash(token), now=now)
        if person_id is None:
            return False
        hand = Actor(Role.PARTICIPANT, person_id)
        uow.audit.append(hand, "address.confirm", "person", str(person_id), at=now)
        uow.commit()
    return True


def drop_address(open_uow: OpenUow, person_id: int, *, actor: Actor, now: datetime) -> None:
    """Forget somebody's address, and what still waits to go there."""
    with open_uow() as uow:
        if forget_mail(uow, person_id):
            uow.audit.append(actor, "address.drop", "person", str(person_id), at=now)
        uow.commit()


def forget_mail(uow: UnitOfWork, person_id: int) -> bool:
    """Leave nothing of somebody's mail; also where an account ends. False where there was none."""
    uow.mails.forget_waiting(person_id)
    return uow.mail_addresses.drop(person_id)
