"""A pot ends: its goal is reached, or every point goes back to who gave it."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Final

from muvengine.core.ledger.journal import By, by_reason
from muvengine.core.ledger.pot import PotState
from muvengine.core.ledger.pot_events import pot_not_reached, pot_reached
from muvengine.core.people.actor import SYSTEM, Actor
from muvengine.services.attempt import OpenUow
from muvengine.services.pot_gifts import return_gift
from muvengine.store.retry import retried

BATCH: Final = 50


def close_pots(open_uow: OpenUow, *, now: datetime) -> int:
    """Close pots that are full or over, and go on with those that were ending; safe to repeat.

    Args:
        open_uow: starts a writing transaction.
        now: in the town's zone.

    Returns:
        How many were closed.
    """
    with open_uow() as uow:
        ended = [
            pot.id
            for pot in uow.pots.listed()
            if pot.state is PotState.ENDING
            or (pot.state is PotState.OPEN and not pot.takes(now.date()))
        ]
    return sum(close_pot(open_uow, pot_id, By(SYSTEM, now)) for pot_id in ended)


def end_pot(open_uow: OpenUow, pot_key: str, reason: str, *, actor: Actor, now: datetime) -> bool:
    """Close a pot by an organiser's hand: a full one is reached, of another all goes back.

    Returns:
        False when it was closed before.

    Raises:
        NotFound: no such pot.
    """
    with open_uow() as uow:
        pot = uow.pots.get(key=pot_key)
        if pot.state is not PotState.OPEN:
            return False
        uow.audit.append(actor, "pot.close", "pot", pot_key, at=now)
        uow.commit()
    return close_pot(open_uow, pot.id, by_reason(By(actor, now), reason))


def close_pot(open_uow: OpenUow, pot_id: int, by: By) -> bool:
    """Close one pot, in small commits; a run that was broken off is taken up by the next.

    Returns:
        False when there was nothing to close.
    """
    if retried(partial(_begin, open_uow, pot_id, by)):
        return True
    while retried(partial(_give_back, open_uow, pot_id, by)):
        pass
    return retried(partial(_finish, open_uow, pot_id, by))


def _begin(open_uow: OpenUow, pot_id: int, by: By) -> bool:
    """Spend a full pot; let another take no more gifts."""
    with open_uow() as uow:
        pot = uow.pots.locked(pot_id)
        if pot.state is not PotState.OPEN:
            return False
        full = not pot.missing_points
        if full:
            uow.ledger.post(pot_reached(pot.id, pot.held_points, pot.reached_cents, by), by.at)
        after = PotState.REACHED if full else PotState.ENDING
        uow.pots.turn(pot.id, PotState.OPEN, after, now=by.at, reason=by.reason)
        uow.commit()
    return full


def _give_back(open_uow: OpenUow, pot_id: int, by: By) -> int:
    with open_uow() as uow:
        pot = uow.pots.locked(pot_id)
        if pot.state is not PotState.ENDING:
            return 0
        gifts = uow.pots.gifts_in(pot_id, count=BATCH)
        returned = sum(return_gift(uow, gift, by) for gift in gifts)
        uow.commit()
    return returned


def _finish(open_uow: OpenUow, pot_id: int, by: By) -> bool:
    with open_uow() as uow:
        pot = uow.pots.locked(pot_id)
        if pot.state is not PotState.ENDING:
            return False
        if pot.reached_cents:
            uow.ledger.post(pot_not_reached(pot.id, pot.reached_cents, by), by.at)
        uow.pots.turn(pot.id, PotState.ENDING, PotState.NOT_REACHED, now=by.at)
        uow.commit()
    return True
