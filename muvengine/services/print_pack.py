"""Print cards before anybody holds them: for a class, an open day, a stall."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from muvengine.core.people.actor import Actor
from muvengine.core.people.card import PrintedCard, draw_pin
from muvengine.core.people.card_pack import check_pack
from muvengine.core.people.permission import require_helper
from muvengine.core.people.token import token_hash, upper_case
from muvengine.formats.slow_hash import slow_hash
from muvengine.services.attempt import OpenUow
from muvengine.services.issue_card import free_number
from muvengine.store.card_packs import Blank


@dataclass(frozen=True, slots=True)
class PrintedPack:
    """A pack that was made, with what is printed once and forgotten."""

    id: int
    name: str
    cards: tuple[PrintedCard, ...]


def print_pack(
    open_uow: OpenUow,
    name: str,
    count: int,
    *,
    actor: Actor,
    now: datetime,
    new_token: Callable[[], str],
) -> PrintedPack:
    """Make cards that open nothing until a helper gives them to somebody.

    Args:
        open_uow: starts a unit of work.
        name: what the pack is for.
        count: how many cards, 1 to 40.
        actor: the mediator or organiser who prints them.
        now: aware.
        new_token: draws 128 random bits.

    Raises:
        NotAllowed: participants and tablets print no cards.
        BadInput: see ``check_pack``.
    """
    require_helper(actor)
    plain = check_pack(name, count)
    drawn = [(upper_case(new_token()), draw_pin(new_token())) for _ in range(count)]
    # Slow on purpose, so before the transaction.
    hashed = [(token_hash(token), slow_hash(pin)) for token, pin in drawn]
    with open_uow() as uow:
        numbers: list[str] = []
        while len(numbers) < count:
            number = free_number(uow, new_token)
            if number not in numbers:
                numbers.append(number)
        blanks = [Blank(number, *two) for number, two in zip(numbers, hashed, strict=True)]
        pack_id = uow.card_packs.add(plain, blanks, at=now, by=actor.id)
        uow.audit.append(actor, "pack.print", "pack", str(pack_id), {"cards": count}, at=now)
        uow.commit()
    cards = [PrintedCard(number, *two) for number, two in zip(numbers, drawn, strict=True)]
    return PrintedPack(pack_id, plain, tuple(cards))
