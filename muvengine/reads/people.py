"""People, as a mediator or organiser looks for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from muvengine.core.errors import MistypedCode, NotFound
from muvengine.core.people.card import as_token
from muvengine.core.people.identity import Person
from muvengine.core.people.token import token_hash
from muvengine.core.vouchers.code import normalise
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]
CHARACTERS_MIN: Final = 2


def find_people(open_reading: OpenReading, text: str) -> tuple[Person, ...]:
    """Look for participants by name, by card number or by a scanned card; at most 20.

    Args:
        open_reading: starts a reading.
        text: two characters at least; a reader that types a card's QR sends an address.
    """
    wanted = text.strip()
    token = as_token(wanted)
    with open_reading() as uow:
        if token:
            held = uow.cards.by_token_hash(token_hash(token))
            return (held.person,) if held else ()
        by_card = uow.people.by_card_number(number) if (number := _number(wanted)) else None
        if by_card is not None:
            return (by_card,)
        return uow.people.find(wanted) if len(wanted) >= CHARACTERS_MIN else ()


def the_one(open_reading: OpenReading, text: str) -> Person:
    """Give the one person meant by an e-mail, a public id, a card or a name.

    Raises:
        NotFound: nobody, or more than one; ``matches`` tells how many.
    """
    with open_reading() as uow:
        meant = uow.people.by_any_id(text.strip())
    found = (meant,) if meant else find_people(open_reading, text)
    if len(found) != 1:
        raise NotFound(kind="person", wanted=text, matches=len(found))
    return found[0]


def staff(open_reading: OpenReading) -> tuple[Person, ...]:
    """List mediators and organisers, by name."""
    with open_reading() as uow:
        return uow.people.staff()


def enrolled_by(open_reading: OpenReading, person_id: int) -> tuple[Person, ...]:
    """List whom a mediator enrolled, latest first; at most 20."""
    with open_reading() as uow:
        return uow.people.enrolled_by(person_id)


def _number(text: str) -> str | None:
    try:
        return normalise(text)
    except MistypedCode:
        return None
