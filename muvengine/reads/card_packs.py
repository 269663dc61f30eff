"""Cards that were printed without names, and people who have no card yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from muvengine.core.people.card_pack import CardPack, PackCard
from muvengine.core.people.identity import Person
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]


@dataclass(frozen=True, slots=True)
class OpenPack:
    """A pack with its cards, as they were printed."""

    pack: CardPack
    cards: tuple[PackCard, ...]


def packs(open_reading: OpenReading) -> tuple[CardPack, ...]:
    """List all packs, the latest first."""
    with open_reading() as uow:
        return uow.card_packs.all()


def pack(open_reading: OpenReading, pack_id: int, helper_id: int) -> OpenPack:
    """Give one pack; who holds a card is told of the people of the helper's centres only.

    Raises:
        NotFound: no such pack.
    """
    with open_reading() as uow:
        made, cards = uow.card_packs.get(pack_id), uow.card_packs.cards(pack_id)
        known = uow.centres.known(helper_id, {card.holder_number for card in cards})
        told = (card if card.holder_number in known else card.without_holder() for card in cards)
        return OpenPack(made, tuple(told))


def without_card(open_reading: OpenReading, helper_id: int) -> tuple[Person, ...]:
    """List whom a helper enrolled lately and who has no good card."""
    with open_reading() as uow:
        lately = uow.people.enrolled_by(helper_id)
        return tuple(
            one
            for one in lately
            if all(card.voided_at is not None for card in uow.cards.of_person(one.id))
        )


def waits(open_reading: OpenReading, said: str) -> str | None:
    """Give the number of a card that nobody holds, by its QR or its number; None for none."""
    with open_reading() as uow:
        blank = uow.card_packs.meant(said)
        return None if blank is None else blank.number
