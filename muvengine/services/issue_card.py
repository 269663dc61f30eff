"""Print a card for a participant; older cards stop opening anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from muvengine.core.errors import NotPossible
from muvengine.core.people.actor import Actor, Role
from muvengine.core.people.card import PrintedCard, draw_pin
from muvengine.core.people.permission import require_helper
from muvengine.core.people.token import token_hash, upper_case
from muvengine.core.vouchers.code import draw_code
from muvengine.formats.slow_hash import slow_hash
from muvengine.services.reach import require_reach
from muvengine.store.cards import NewCard
from muvengine.store.unit_of_work import UnitOfWork


def issue_card(
    open_uow: Callable[[], UnitOfWork],
    *,
    person_id: int,
    actor: Actor,
    now: datetime,
    new_token: Callable[[], str],
) -> PrintedCard:
    """Make a card and give what is printed and told once; we forget its token and PIN.

    Sessions that older cards opened end: the old card may be in other hands.

    Args:
        open_uow: starts a unit of work.
        person_id: the participant.
        actor: the mediator or organiser who prints it, or the system.
        now: aware.
        new_token: draws 128 random bits.

    Raises:
        NotAllowed: participants and tablets print no cards.
        NotFound, NotPossible: see ``hand_over``.
    """
    require_helper(actor)
    token, pin = upper_case(new_token()), draw_pin(new_token())
    pin_hash = slow_hash(pin)  # Slow on purpose, so before the transaction.
    with open_uow() as uow:
        number = free_number(uow, new_token)
        new = NewCard(person_id, number, token_hash(token), pin_hash, issued_by=actor.id)
        hand_over(uow, new, actor, now)
        uow.commit()
    return PrintedCard(number=new.number, token=token, pin=pin)


def hand_over(uow: UnitOfWork, new: NewCard, actor: Actor, now: datetime) -> None:
    """Let a card be somebody's; older ones of theirs stop opening anything.

    Called inside another service's transaction.

    Args:
        uow: writing.
        new: the card, with whose it is.
        actor: by whose hand.
        now: aware.

    Raises:
        NotFound: no such person, or not within this helper's reach.
        NotPossible: staff sign in with a password; or ``person`` is moved: the points of this
            account went to another one.
    """
    require_reach(uow, actor, new.person_id, now)
    person = uow.people.get(new.person_id)
    if person.role is not Role.PARTICIPANT:
        raise NotPossible(kind="card")
    # What moved to another account is opened with the card of that one.
    if uow.balance_moves.from_account(person.id) is not None:
        raise NotPossible(person="moved")
    voided = uow.cards.void_all(person.id, at=now)
    if voided:
        uow.sessions.end_all(person.id, now=now)
    card_id = uow.cards.add(new, at=now)
    hand = replace(actor, on_behalf_of=person.id)
    uow.audit.append(hand, "card.issue", "card", str(card_id), {"voided": voided}, at=now)


def free_number(uow: UnitOfWork, new_token: Callable[[], str]) -> str:
    """Draw a number that no card has, of a person or of a pack."""
    while True:
        number = draw_code(new_token())
        if not uow.cards.number_taken(number) and not uow.card_packs.number_taken(number):
            return number
