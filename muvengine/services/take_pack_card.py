"""A card that was printed without a name is given to somebody, at its first use.

It goes to somebody new, who is enrolled with it, to many at once, as a class is, or to somebody
who plays already and has lost theirs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from muvengine.core.errors import BadInput, MuvError, UnknownCode
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import Actor
from muvengine.core.people.card_pack import CARDS_MAX
from muvengine.core.people.enrolment import Enrolment
from muvengine.core.people.permission import require_helper
from muvengine.core.vouchers.code import in_groups
from muvengine.services.attempt import OpenUow, once
from muvengine.services.enrol_person import checked_enrolment, enrol
from muvengine.services.issue_card import hand_over
from muvengine.services.said_lines import Answered, key_of_line, said_lines
from muvengine.store.card_packs import Blank
from muvengine.store.cards import NewCard
from muvengine.store.unit_of_work import UnitOfWork

ENDPOINT: Final = "take_pack_card"
# Stands between a card and a name on a list.
BEFORE_NAME: Final = ";"


@dataclass(frozen=True, slots=True)
class WithCard:
    """Somebody new, and the card that is to be theirs.

    Attributes:
        card: by its QR or its number, as a reader or a person types it.
        enrolment: what they said; without a name they are called after the card's number.
    """

    card: str
    enrolment: Enrolment

    def attempt(self, actor: Actor, key: str) -> Attempt:
        """Give the attempt under which they are enrolled, once."""
        return Attempt.of(actor, key, ENDPOINT, self)


@dataclass(frozen=True, slots=True)
class CardList:
    """Many at once, as a class is.

    Attributes:
        lines: a card each, and after a semicolon a name where there is one; 40 at most.
        enrolment: what all of them said; its name is left out.
    """

    lines: tuple[str, ...]
    enrolment: Enrolment


@dataclass(frozen=True, slots=True)
class _Hand:
    actor: Actor
    key: str
    now: datetime


def enrol_with_card(
    open_uow: OpenUow,
    wish: WithCard,
    *,
    attempt: Attempt,
    now: datetime,
    new_token: Callable[[], str],
) -> str:
    """Enrol somebody, with a card of a pack as theirs, and give their public id.

    Args:
        open_uow: starts a writing transaction.
        wish: who, and which card.
        attempt: claims the write; its actor is the helper who has them there.
        now: aware.
        new_token: draws the public id.

    Raises:
        NotAllowed: participants and tablets enrol nobody.
        UnknownCode: no card of a pack waits under this number.
        BadInput: see ``enrol_person``.
        KeyReused: the form was sent before with other content.
    """
    actor, public_id = attempt.actor, new_token()
    require_helper(actor)

    def work(uow: UnitOfWork) -> dict[str, Any]:
        blank = uow.card_packs.meant(wish.card)
        if blank is None:
            raise UnknownCode
        name = wish.enrolment.name.strip() or in_groups(blank.number)
        named = checked_enrolment(replace(wish.enrolment, name=name))
        _give(uow, blank, enrol(uow, named, actor, public_id, now), actor, now)
        return {"public_id": public_id}

    return str(once(open_uow, attempt, work).value["public_id"])


def give_pack_card(
    open_uow: OpenUow, said: str, person_id: int, *, actor: Actor, now: datetime
) -> None:
    """Give a card of a pack to somebody who plays; their older cards open nothing any more.

    Raises:
        NotAllowed: participants and tablets give no cards.
        UnknownCode: no card of a pack waits under this number.
        NotFound, NotPossible: see ``hand_over``.
    """
    require_helper(actor)
    with open_uow() as uow:
        blank = uow.card_packs.meant(said)
        if blank is None:
            raise UnknownCode
        _give(uow, blank, person_id, actor, now)
        uow.commit()


def activate_cards(
    open_uow: OpenUow,
    listed: CardList,
    *,
    actor: Actor,
    key: str,
    now: datetime,
    new_token: Callable[[], str],
) -> tuple[Answered, ...]:
    """Enrol somebody with each card of a list, and answer each line; see ``said_lines``.

    Args:
        open_uow: starts a writing transaction.
        listed: the cards.
        actor: the mediator or organiser who has them there.
        key: of the form.
        now: aware.
        new_token: draws the public ids.

    Raises:
        NotAllowed: participants and tablets enrol nobody.
        BadInput: ``fields["cards"]`` says that there is none, or too many.
    """
    require_helper(actor)
    lines = said_lines(listed.lines)
    if not 1 <= len(lines) <= CARDS_MAX:
        raise BadInput(fields={"cards": "many" if lines else "none"}, most=CARDS_MAX)
    return tuple(_line(open_uow, listed, line, _Hand(actor, key, now), new_token) for line in lines)


def _line(
    open_uow: OpenUow, listed: CardList, line: str, hand: _Hand, new_token: Callable[[], str]
) -> Answered:
    card, _, name = (part.strip() for part in line.partition(BEFORE_NAME))
    wish = WithCard(card, replace(listed.enrolment, name=name))
    attempt = wish.attempt(hand.actor, key_of_line(hand.key, card))
    try:
        public_id = enrol_with_card(
            open_uow, wish, attempt=attempt, now=hand.now, new_token=new_token
        )
    except MuvError as refusal:
        return Answered(line, name, refusal)
    with open_uow() as uow:
        return Answered(line, uow.people.by_public_id(public_id).name)


def _give(uow: UnitOfWork, blank: Blank, person_id: int, actor: Actor, now: datetime) -> None:
    if not uow.card_packs.take(blank.number, at=now):
        raise UnknownCode
    new = NewCard(person_id, blank.number, blank.token_hash, blank.pin_hash, issued_by=actor.id)
    hand_over(uow, new, actor, now)
