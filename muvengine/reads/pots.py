"""Pots, and what a person gave to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from muvengine.core.ledger.pot import UNDO_MAX, Pot, PotState
from muvengine.store.pots import GiftAt
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]


@dataclass(frozen=True, slots=True)
class MyGift:
    """What somebody gave, and whether they can still think again."""

    gift_id: int
    pot: Pot
    points: int
    match_points: int
    given_at: datetime
    back_at: datetime | None
    undoable: bool


def pots(open_reading: OpenReading) -> tuple[Pot, ...]:
    """List pots, open ones first, the latest first."""
    with open_reading() as uow:
        return uow.pots.listed()


def pot(open_reading: OpenReading, key: str) -> Pot:
    """Give one pot.

    Raises:
        NotFound: no such pot.
    """
    with open_reading() as uow:
        return uow.pots.get(key=key)


def gifts_of(open_reading: OpenReading, person_id: int, now: datetime) -> tuple[MyGift, ...]:
    """List a person's own gifts, the latest first."""
    with open_reading() as uow:
        by_id = {one.id: one for one in uow.pots.listed()}
        gifts = uow.pots.gifts_of(person_id)
    return tuple(_mine(one, by_id[one.gift.pot_id], now) for one in gifts)


def _mine(made: GiftAt, given_to: Pot, now: datetime) -> MyGift:
    soon = now - made.given_at <= UNDO_MAX
    undoable = soon and made.back_at is None and given_to.state is PotState.OPEN
    gift = made.gift
    return MyGift(
        gift.id, given_to, gift.points, gift.match_points, made.given_at, made.back_at, undoable
    )
