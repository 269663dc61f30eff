"""A draw takes its course: tickets are frozen, winners are drawn, won vouchers are issued.

Each step is a transaction of its own and is done once, however many hands try it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from muvengine.core.errors import MuvError, StorageRefused
from muvengine.core.game.draw import Draw
from muvengine.core.game.drawing import (
    holder_name,
    numbered,
    terms_of,
    tickets_hash,
    winners,
)
from muvengine.core.ledger.journal import By, by_reason
from muvengine.core.people.actor import SYSTEM
from muvengine.services.attempt import OpenUow
from muvengine.services.win_voucher import win_voucher
from muvengine.store.draws import Frozen, Held
from muvengine.store.retry import retried
from muvengine.store.unit_of_work import UnitOfWork

NewToken = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Worked:
    """How many draws were frozen and drawn, and how many vouchers were issued."""

    frozen: int
    drawn: int
    vouchers: int


def work_draws(open_uow: OpenUow, *, now: datetime, new_token: NewToken) -> Worked:
    """Do for every draw what is due; safe to repeat.

    Args:
        open_uow: starts a writing transaction.
        now: in the town's zone: days of draws and of vouchers are local.
        new_token: draws names of holders and of vouchers.
    """
    with open_uow() as uow:
        draws = uow.draws.listed()
    due = [one.id for one in draws if one.due(now.date())]
    frozen = sum(freeze_draw(open_uow, one, now=now, new_token=new_token) for one in due)
    with open_uow() as uow:
        ready = [one.id for one in uow.draws.listed() if one.ready]
    drawn = sum(draw_winners(open_uow, one, now=now) for one in ready)
    return Worked(frozen, drawn, issue_prizes(open_uow, now=now, new_token=new_token))


def freeze_draw(open_uow: OpenUow, draw_id: int, *, now: datetime, new_token: NewToken) -> bool:
    """Write the tickets of a draw down for ever.

    From then on a trip that comes or goes changes nothing any more.

    Returns:
        False when it is not due, or was done before.
    """
    return retried(partial(_freeze, open_uow, draw_id, now, new_token()))


def _freeze(open_uow: OpenUow, draw_id: int, now: datetime, salt: str) -> bool:
    with open_uow() as uow:
        draw = uow.draws.locked(draw_id)
        if not draw.due(now.date()):
            return False
        held = _tickets(uow, draw, salt)
        last = uow.seals.last()
        listed = tickets_hash(one.entry for one in held)
        frozen = Frozen(listed, last.hash if last else "")
        uow.draws.freeze(draw.id, held, frozen, now=now)
        said = {"tickets": listed, "people": len(held)}
        uow.audit.append(SYSTEM, "draw.freeze", "draw", draw.key, at=now, meta=said)
        uow.commit()
    return True


def _tickets(uow: UnitOfWork, draw: Draw, salt: str) -> tuple[Held, ...]:
    """Number everybody's tickets; the salt is not kept, so that nobody finds a name again."""
    people = {
        holder_name(salt, one.person_id): one
        for one in uow.draws.moved(draw.first_day, draw.last_day)
    }
    entries = numbered(
        (holder, draw.tickets.earned(one.days, one.experience)) for holder, one in people.items()
    )
    return tuple(Held(entry, people[entry.holder].person_id) for entry in entries)


def draw_winners(open_uow: OpenUow, draw_id: int, *, now: datetime) -> bool:
    """Draw the winners of frozen tickets.

    Returns:
        False when something is missing for it, or it was done before.
    """
    return retried(partial(_draw, open_uow, draw_id, now))


def _draw(open_uow: OpenUow, draw_id: int, now: datetime) -> bool:
    with open_uow() as uow:
        draw = uow.draws.locked(draw_id)
        if not draw.ready:
            return False
        held = uow.draws.entries(draw.id)
        tickets = winners((one.entry for one in held), draw.seed, terms_of(draw))
        # Fewer tickets than prizes: the last prizes are won by nobody.
        won = [
            (prize.place, ticket, _whose(held, ticket))
            for prize, ticket in zip(draw.prizes, tickets, strict=False)
        ]
        uow.draws.drawn(draw.id, won, now=now)
        said = {"winners": list(tickets)}
        uow.audit.append(SYSTEM, "draw.draw", "draw", draw.key, at=now, meta=said)
        uow.commit()
    return True


def _whose(held: tuple[Held, ...], ticket: int) -> int:
    return next(one.person_id for one in held if one.entry.first <= ticket <= one.entry.last)


def issue_prizes(open_uow: OpenUow, *, now: datetime, new_token: NewToken) -> int:
    """Issue the vouchers that were won; what cannot be issued yet waits and says why.

    Returns:
        How many were issued.
    """
    with open_uow() as uow:
        waiting = uow.draw_prizes.waiting()
    return sum(retried(partial(_issue, open_uow, prize.id, now, new_token)) for prize in waiting)


def _issue(open_uow: OpenUow, prize_id: int, now: datetime, new_token: NewToken) -> bool:
    with open_uow() as uow:
        prize, key = uow.draw_prizes.locked(prize_id)
        if prize.given_at is not None or prize.offer_id is None or prize.person_id is None:
            return False
        by = by_reason(By(SYSTEM, now), f"draw {key}, prize {prize.place}")
        try:
            with uow.savepoint():
                won = win_voucher(uow, prize.offer_id, prize.person_id, by, new_token)
        except StorageRefused:
            raise
        except MuvError as refusal:
            uow.draw_prizes.let_wait(prize.id, refusal.code)
            uow.commit()
            return False
        uow.draw_prizes.issued(prize.id, won, now=now)
        uow.commit()
    return True
