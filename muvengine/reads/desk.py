"""Whom a helper finds at their desk: people of their centres, others by the card they show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from muvengine.core.errors import MistypedCode, NotFound
from muvengine.core.people.actor import Role
from muvengine.core.people.card import Card, as_token
from muvengine.core.people.centre import Centre, KnownAt
from muvengine.core.people.identity import Person
from muvengine.core.people.token import token_hash
from muvengine.core.vouchers.code import normalise
from muvengine.reads.people import CHARACTERS_MIN
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search at the desk gives.

    Attributes:
        people: of the helper's centres, or whose card is being read.
        guest: it is the card of somebody whom these centres do not know: no name is told.
    """

    people: tuple[Person, ...] = ()
    guest: bool = False


@dataclass(frozen=True, slots=True)
class AtDesk:
    """A participant as a helper may see them before the person agrees to be helped.

    Attributes:
        person: who.
        cards: all they had, latest first.
        known_at: the helper's own centres that know them.
        joinable: the helper's other centres.
    """

    person: Person
    cards: tuple[Card, ...]
    known_at: tuple[KnownAt, ...]
    joinable: tuple[Centre, ...]

    @property
    def card(self) -> Card | None:
        """The card that opens now."""
        return next((card for card in self.cards if card.voided_at is None), None)


def find_at_desk(open_reading: OpenReading, text: str, helper_id: int, now: datetime) -> Found:
    """Look for participants by name, by card number or by a scanned card; at most 20.

    Args:
        open_reading: starts a reading.
        text: two characters at least; a reader that types a card's QR sends an address.
        helper_id: the mediator who looks.
        now: aware.
    """
    wanted = text.strip()
    with open_reading() as uow:
        carrier = _carrier(uow, wanted)
        if carrier is None:
            named = len(wanted) >= CHARACTERS_MIN and as_token(wanted) is None
            return Found(uow.people.find(wanted, among=helper_id) if named else ())
        if uow.centres.reaches(helper_id, carrier.id, now):
            return Found((carrier,))
        return Found(guest=True)


def meant_at_desk(open_reading: OpenReading, text: str, helper_id: int, now: datetime) -> Person:
    """Give the one person whom a helper means by a name or a card.

    Raises:
        NotFound: nobody whom they may know, or more than one; ``matches`` tells how many.
    """
    found = find_at_desk(open_reading, text, helper_id, now).people
    if len(found) != 1:
        raise NotFound(kind="person", wanted=text, matches=len(found))
    return found[0]


def at_desk(open_reading: OpenReading, public_id: str, helper_id: int, now: datetime) -> AtDesk:
    """Give a participant whom a helper may know now; colleagues are not shown at the desk.

    Raises:
        NotFound: no such participant, or of other centres and no card was read.
    """
    with open_reading() as uow:
        person = uow.people.by_public_id(public_id)
        reached = uow.centres.reaches(helper_id, person.id, now)
        if person.role is not Role.PARTICIPANT or not reached:
            raise NotFound(kind="person")
        own = {one.centre for one in uow.centres.of_person(helper_id)}
        known_at = tuple(one for one in uow.centres.of_person(person.id) if one.centre in own)
        joinable = own - {one.centre for one in known_at}
        by_name = sorted(joinable, key=lambda one: one.name)
        return AtDesk(person, uow.cards.of_person(person.id), known_at, tuple(by_name))


def centres_of(open_reading: OpenReading, person_id: int) -> tuple[KnownAt, ...]:
    """List the centres that know a person, or where a helper works, by name."""
    with open_reading() as uow:
        return uow.centres.of_person(person_id)


def _carrier(uow: UnitOfWork, text: str) -> Person | None:
    token = as_token(text)
    if token:
        held = uow.cards.by_token_hash(token_hash(token))
        return held.person if held else None
    try:
        return uow.people.by_card_number(normalise(text))
    except MistypedCode:
        return None
