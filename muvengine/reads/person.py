"""One person and their cards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from muvengine.core.errors import NotFound
from muvengine.core.people.actor import Role
from muvengine.core.people.card import Card
from muvengine.core.people.identity import Person
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]


@dataclass(frozen=True, slots=True)
class PersonWithCards:
    """A person, with all cards they had, latest first."""

    person: Person
    cards: tuple[Card, ...]

    @property
    def card(self) -> Card | None:
        """The card that opens now."""
        return next((card for card in self.cards if card.voided_at is None), None)


def person(open_reading: OpenReading, public_id: str) -> PersonWithCards:
    """Give a person by the random part of their address.

    Raises:
        NotFound: no such person.
    """
    with open_reading() as uow:
        found = uow.people.by_public_id(public_id)
        return PersonWithCards(found, uow.cards.of_person(found.id))


def participant(open_reading: OpenReading, public_id: str) -> PersonWithCards:
    """Give a participant; colleagues are not shown at the desk.

    Raises:
        NotFound: no such participant.
    """
    found = person(open_reading, public_id)
    if found.person.role is not Role.PARTICIPANT:
        raise NotFound(kind="person")
    return found
