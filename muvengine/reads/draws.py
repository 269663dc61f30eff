"""Prize draws as everybody may see them, as somebody with tickets does, and as organisers do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from muvengine.core.errors import NotFound
from muvengine.core.game.draw import Draw, DrawState, Prize
from muvengine.core.game.draw_check import Finding, check_draw, published
from muvengine.core.game.drawing import Entry
from muvengine.core.vouchers.offer import Offer, OfferState
from muvengine.store.offers import OfferOfShop
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]


@dataclass(frozen=True, slots=True)
class MyDraw:
    """A draw as one person sees it.

    Attributes:
        draw: see ``Draw``.
        so_far: tickets their trips give until now; they change until they are frozen.
        entry: their frozen tickets; None before, or when they have none.
        won: their prizes.
    """

    draw: Draw
    so_far: int
    entry: Entry | None
    won: tuple[Prize, ...]


@dataclass(frozen=True, slots=True)
class Winner:
    """A prize, and the name of who won it; empty where nobody did."""

    prize: Prize
    name: str


def draws(open_reading: OpenReading) -> tuple[Draw, ...]:
    """List draws, those to come first; a seed that is secret is not in them."""
    with open_reading() as uow:
        return tuple(_discreet(draw) for draw in uow.draws.listed())


def draw(open_reading: OpenReading, key: str) -> Draw:
    """Give one draw; a seed that is secret is not in it.

    Raises:
        NotFound: no such draw.
    """
    with open_reading() as uow:
        return _discreet(uow.draws.get(key=key))


def tickets(open_reading: OpenReading, key: str) -> tuple[Draw, tuple[Entry, ...]]:
    """Give a draw with the public list of its tickets; empty before they are frozen.

    Raises:
        NotFound: no such draw.
    """
    with open_reading() as uow:
        found = uow.draws.get(key=key)
        entries = tuple(one.entry for one in uow.draws.entries(found.id))
    return _discreet(found), entries


def checked(open_reading: OpenReading, key: str) -> tuple[Draw, tuple[Finding, ...]]:
    """Compute a draw again from what it published.

    Raises:
        NotFound: no such draw, or its winners are not drawn.
    """
    found, entries = tickets(open_reading, key)
    if found.state is not DrawState.DRAWN:
        raise NotFound(draw=key)
    return found, check_draw(published(found, entries))


def my_draws(open_reading: OpenReading, person_id: int) -> tuple[MyDraw, ...]:
    """List the draws to come, and those somebody has tickets in."""
    with open_reading() as uow:
        mine = {one.id for one in uow.draws.listed(person_id=person_id)}
        return tuple(
            _mine(uow, one, person_id)
            for one in uow.draws.listed()
            if one.state is DrawState.ANNOUNCED or one.id in mine
        )


def winners_of(open_reading: OpenReading, key: str) -> tuple[Draw, tuple[Winner, ...]]:
    """Give a draw with the names of its winners, for who hands the prizes over.

    Raises:
        NotFound: no such draw.
    """
    with open_reading() as uow:
        found = uow.draws.get(key=key)
        names = tuple(Winner(prize, _name(uow, prize.person_id)) for prize in found.prizes)
    return _discreet(found), names


def to_win(open_reading: OpenReading) -> list[OfferOfShop]:
    """List the offers whose vouchers may be prizes: not over, not sold out, and for any age."""
    with open_reading() as uow:
        found = uow.offers.listed()
    return [one for one in found if _winnable(one.offer)]


def _winnable(offer: Offer) -> bool:
    closed = offer.state is OfferState.CLOSED
    return not closed and offer.terms.min_age is None and offer.stock_left != 0


def _discreet(found: Draw) -> Draw:
    return replace(found, seed=found.open_seed)


def _mine(uow: UnitOfWork, one: Draw, person_id: int) -> MyDraw:
    entry, so_far = uow.draws.entry_of(one.id, person_id), 0
    if one.state is DrawState.ANNOUNCED:
        moved = uow.draws.moved(one.first_day, one.last_day, person_id)
        so_far = sum(one.tickets.earned(mine.days, mine.experience) for mine in moved)
    won = tuple(prize for prize in one.prizes if prize.person_id == person_id)
    return MyDraw(_discreet(one), so_far, entry, won)


def _name(uow: UnitOfWork, person_id: int | None) -> str:
    if person_id is None:
        return ""
    try:
        return uow.people.get(person_id).name
    except NotFound:
        return ""
