"""A person gives points to a pot, by their own hand or a mediator's, and may think again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from muvengine.core.errors import NotPossible
from muvengine.core.ledger.attempt import Answer, Attempt
from muvengine.core.ledger.journal import By
from muvengine.core.ledger.lots import spend_lots
from muvengine.core.ledger.pot import Pot, check_gift, check_pot_undo, match_of
from muvengine.core.ledger.pot_events import Gift, pot_give, pot_match
from muvengine.services.attempt import OpenUow, once
from muvengine.services.pot_gifts import return_gift
from muvengine.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Giving:
    """What is given, to which pot, by whom; ``points`` above zero."""

    pot_id: int
    person_id: int
    points: int


def give_to_pot(open_uow: OpenUow, giving: Giving, *, attempt: Attempt, now: datetime) -> Answer:
    """Give points: what ends first goes first, and the town adds its part at once.

    Args:
        open_uow: starts a writing transaction.
        giving: what, to which pot, for whom.
        attempt: claims the write; its actor is the hand that gives.
        now: in the town's zone: a pot's last day is local.

    Returns:
        ``{"gift": number, "points": points, "match": points the town added}``.

    Raises:
        NotFound: no such pot or person.
        NotPossible: the account is frozen, the pot takes nothing any more, or fewer are missing.
        NotEnough: the wallet holds fewer points.
        KeyReused: the key was used for something else.
    """

    def give(uow: UnitOfWork) -> dict[str, Any]:
        if uow.people.get(giving.person_id).frozen:
            raise NotPossible(person="frozen")
        # The pot's row is the lock: two gifts together never pass the goal.
        pot = uow.pots.locked(giving.pot_id)
        check_gift(pot, giving.points, now.date())
        return _give(uow, pot, giving, attempt=attempt, now=now)

    return once(open_uow, attempt, give)


def undo_gift(
    open_uow: OpenUow, gift_id: int, *, person_id: int, attempt: Attempt, now: datetime
) -> Answer:
    """Take a gift back within fifteen minutes.

    Raises:
        NotFound: the person made no such gift.
        NotPossible: the pot was closed, or the gift has gone back.
        UndoTooLate: more than fifteen minutes ago.
        KeyReused: the key was used for something else.
    """

    def undo(uow: UnitOfWork) -> dict[str, Any]:
        pot = uow.pots.locked(uow.pots.gift(gift_id, person_id).gift.pot_id)
        # Read once the pot is held: another hand may have taken it back meanwhile.
        made = uow.pots.gift(gift_id, person_id)
        check_pot_undo(pot, given_at=made.given_at, now=now)
        if not return_gift(uow, made, By(attempt.actor, now)):
            raise NotPossible(gift=gift_id)
        return {"points": made.gift.points}

    return once(open_uow, attempt, undo)


def _give(
    uow: UnitOfWork, pot: Pot, giving: Giving, *, attempt: Attempt, now: datetime
) -> dict[str, Any]:
    by, reference = By(attempt.actor, now), _reference(attempt)
    person_id, points = giving.person_id, giving.points
    posted = uow.ledger.post(pot_give(pot.id, person_id, points, reference, by), now)
    uow.lots.use(posted.transfers[0], spend_lots(uow.lots.open(person_id), points))
    match, match_id = 0, None
    # The wallet before the season, as everywhere: two hands never wait for each other.
    season = uow.ledger.season_of_day(now.date()) if pot.match_left else None
    if season is not None:
        match = match_of(pot, points, uow.ledger.lock(season))
    if season is not None and match:
        match_id = uow.ledger.post(pot_match(pot.id, season, match, reference, by), now).id
    helper = attempt.actor.id if attempt.actor.id != person_id else None
    gift_id = uow.pots.add_gift(
        Gift(0, pot.id, person_id, points, match),
        give_journal_id=posted.id,
        match_journal_id=match_id,
        by=helper,
        now=now,
    )
    if helper is not None:
        uow.audit.append(attempt.actor, "pot.give", "pot", pot.key, at=now)
    return {"gift": gift_id, "points": points, "match": match}


def _reference(attempt: Attempt) -> str:
    """Name the gift for ever, however long the sender's key."""
    return sha256(f"{attempt.actor.key}\0{attempt.key}".encode()).hexdigest()[:32]
