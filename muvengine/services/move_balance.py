"""All points of an account go to another of the same person, whose card this one was by mistake.

The emptied account opens nothing any more: its cards are void, it is on hold, and its vouchers
end, so that their points come along.  What it still earns from trips that wait follows by
itself (``follow_moves``): nothing is lost, and nothing is paid twice.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import groupby
from typing import Any, Final

from muvengine.core.errors import NotPossible
from muvengine.core.ledger import events
from muvengine.core.ledger.account import available
from muvengine.core.ledger.attempt import Answer, Attempt
from muvengine.core.ledger.journal import By, given_reason
from muvengine.core.ledger.lots import LotUse
from muvengine.core.people.actor import SYSTEM, Actor, Role
from muvengine.core.people.balance_move import BalanceMove, KeptMove
from muvengine.core.people.identity import Person
from muvengine.core.people.permission import require_helper
from muvengine.services.attempt import OpenUow, once
from muvengine.services.attesting import require_other_hand
from muvengine.services.closing import close_usable
from muvengine.services.four_eyes import check_eyes
from muvengine.services.reach import require_reach
from muvengine.store.retry import retried
from muvengine.store.unit_of_work import UnitOfWork

ENDPOINT: Final = "move_balance"


@dataclass(frozen=True, slots=True)
class Moved:
    """What a move brought.

    Attributes:
        points: that can be spent from the other account now.
        waiting: that follow once they need not wait any more.
        vouchers: that ended for it.
    """

    points: int
    waiting: int
    vouchers: int


def attempt_of(move: BalanceMove, actor: Actor, key: str) -> Attempt:
    """Give the attempt under which a balance moves, once."""
    return Attempt.of(actor, key, ENDPOINT, move)


def move_balance(open_uow: OpenUow, move: BalanceMove, *, attempt: Attempt, now: datetime) -> Moved:
    """Empty one account into another and close it to its cards.

    Args:
        open_uow: starts a writing transaction.
        move: from whom to whom, and why.
        attempt: claims the write; its actor has both people's word, who are one.
        now: in the town's zone.

    Raises:
        NotAllowed: this is for helpers; or it is about more than 200 points, waiting ones
            and those of vouchers included, without a second member of staff.
        ReasonMissing: fewer than five characters.
        NotFound: no such account, or not within this helper's reach.
        OwnAccount: the helper plays under one of them, or holds a mandate of it.
        NotPossible: ``state`` is same (one account), staff, frozen (one of them is on hold) or
            moved (this one was emptied before).
    """
    require_helper(attempt.actor)
    move = replace(move, reason=given_reason(move.reason))
    by = By(attempt.actor, now, move.reason)

    def work(uow: UnitOfWork) -> dict[str, Any]:
        for one in (move.from_id, move.to_id):
            require_reach(uow, attempt.actor, one, now)
            require_other_hand(uow, attempt.actor, one, now)
        _check(uow, move)
        return _empty(uow, move, by)

    answer: Answer = once(open_uow, attempt, work)
    return Moved(**answer.value)


def _check(uow: UnitOfWork, move: BalanceMove) -> None:
    if move.from_id == move.to_id:
        raise NotPossible(state="same")
    uow.trips.lock_owners({move.from_id, move.to_id})
    both: list[Person] = [uow.people.get(one) for one in (move.from_id, move.to_id)]
    if any(person.role is not Role.PARTICIPANT for person in both):
        raise NotPossible(state="staff")
    if uow.balance_moves.from_account(move.from_id) is not None:
        raise NotPossible(state="moved")
    if any(person.frozen for person in both):
        raise NotPossible(state="frozen")


def _empty(uow: UnitOfWork, move: BalanceMove, by: By) -> dict[str, Any]:
    vouchers = close_usable(uow, move.from_id, by)
    points = uow.ledger.lock(available(move.from_id))
    waiting = sum(one.sheet.points for one in uow.awards.waiting_of(move.from_id))
    if by.actor.kind != SYSTEM.kind:
        involved = {by.actor.id, move.from_id, move.to_id}
        check_eyes(uow, points + waiting, move.approved_by, involved)
    kept = uow.balance_moves.add(move, at=by.at, by=by.actor.id)
    _post(uow, kept, by)
    _close(uow, kept, by)
    return {"points": points, "waiting": waiting, "vouchers": vouchers}


def _post(uow: UnitOfWork, kept: KeptMove, by: By) -> int:
    """Move what is there, a journal for each last day; give how many points."""
    groups = groupby(uow.lots.open(kept.from_id), key=lambda lot: lot.expires_at)
    time, moved = uow.balance_moves.times(kept.id), 0
    for number, (expires_at, group) in enumerate(groups, time):
        lots = tuple(group)
        points = sum(lot.remaining for lot in lots)
        posted = uow.ledger.post(events.points_move(kept, number, points, by), by.at)
        uow.lots.use(posted.transfers[0], [LotUse(lot.id, lot.remaining) for lot in lots])
        wallet = posted.accounts[available(kept.to_id).code]
        uow.lots.add(wallet, posted.transfers[0], points, expires_at)
        moved += points
    return moved


def _close(uow: UnitOfWork, kept: KeptMove, by: By) -> None:
    uow.people.change(kept.from_id, frozen_at=by.at)
    voided = uow.cards.void_all(kept.from_id, at=by.at)
    uow.sessions.end_all(kept.from_id, now=by.at)
    for person_id, act, meta in (
        (kept.from_id, "card.void", {"voided": voided}),
        (kept.from_id, "balance.move", {"move": kept.id}),
        (kept.to_id, "balance.move", {"move": kept.id}),
    ):
        hand = replace(by.actor, on_behalf_of=person_id)
        uow.audit.append(hand, act, "person", str(person_id), meta, at=by.at)


def follow_moves(open_uow: OpenUow, *, now: datetime) -> int:
    """Let points that came into an emptied account follow their owner; give how many did.

    Safe to run twice: each move is a transaction of its own and takes what is there.
    """
    with open_uow() as uow:
        due = uow.balance_moves.due()
    return sum(retried(partial(_follow, open_uow, kept, now)) for kept in due)


def _follow(open_uow: OpenUow, kept: KeptMove, now: datetime) -> int:
    with open_uow() as uow:
        uow.trips.lock_owners({kept.from_id, kept.to_id})
        uow.ledger.lock(available(kept.from_id))
        points = _post(uow, kept, By(SYSTEM, now, kept.reason))
        uow.commit()
    return points
