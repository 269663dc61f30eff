"""A reward of a challenge: points of the season or a shop's voucher, given once, taken back.

Called inside another service's transaction, with the owner locked.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from muvengine.core.errors import NotPossible
from muvengine.core.game.challenges.running import Player, Reward, Run
from muvengine.core.game.challenges.sponsored import Sponsored
from muvengine.core.ledger import events
from muvengine.core.ledger.journal import By, Ref, by_reason
from muvengine.core.people.actor import SYSTEM
from muvengine.core.vouchers.voucher import USABLE, VoucherState
from muvengine.services.closing import close_voucher, worth_left
from muvengine.services.game_posting import Cause, Paid, pay, unpay
from muvengine.services.win_voucher import win_voucher
from muvengine.store.unit_of_work import UnitOfWork

KIND: Final = "challenge"
REASON: Final = "a trip of this challenge was taken back"


def give_points(uow: UnitOfWork, run: Run, player: Player, now: datetime) -> None:
    """Pay a challenge of the game out of the season of its last day, as far as that goes."""
    person_id = player.person_id
    times, kept = uow.challenge_rewards.earlier(player.id)
    reference = f"{KIND}:{player.id}:{times + 1}"
    cause = Cause(person_id, reference, Ref(KIND, player.id), run.last_day)
    paid = pay(uow, cause, run.points, By(SYSTEM, now), kept=kept)
    uow.challenge_rewards.give(
        Reward(player.id, person_id, run.points, paid.points, paid.journal_id, None, now)
    )


def give_voucher(
    uow: UnitOfWork,
    sponsored: Sponsored,
    player: Player,
    now: datetime,
    new_token: Callable[[], str],
) -> None:
    """Issue the voucher of a shop's challenge: the shop gives it, no point moves.

    Raises:
        NotPossible: the person's account is frozen.
        NotFound, OfferClosed, SoldOut, SoldOutToday, Unfunded: see ``win_voucher``.
    """
    if uow.people.get(player.person_id).frozen:
        raise NotPossible(person="frozen")
    assert sponsored.won_offer_id is not None, "nobody joins what was not accepted"
    by = by_reason(By(SYSTEM, now), f"challenge {sponsored.public_id}")
    number = win_voucher(uow, sponsored.won_offer_id, player.person_id, by, new_token)
    uow.challenge_rewards.give(Reward(player.id, player.person_id, 0, 0, None, number, now))


def take_reward_back(uow: UnitOfWork, run: Run, reward: Reward, now: datetime) -> bool:
    """Take a reward back whose challenge is not done any more.

    Points that were spent are written off; a voucher that was used stays what it is.

    Returns:
        False where a voucher is used or over: nothing is taken back then.
    """
    if reward.voucher_id is not None:
        return _take_voucher(uow, run, reward, reward.voucher_id, now)
    ref, by = Ref(KIND, reward.player_id), By(SYSTEM, now, REASON)
    paid = Paid(reward.points, reward.journal_id)
    journal_id, kept = unpay(uow, reward.person_id, paid, ref, by)
    trip = run.lost_trip_id
    uow.challenge_rewards.take_back(reward, journal_id, kept=kept, trip_id=trip, at=now)
    return True


def _take_voucher(
    uow: UnitOfWork, run: Run, reward: Reward, voucher_id: int, now: datetime
) -> bool:
    voucher = uow.challenge_rewards.voucher(voucher_id)
    if voucher.state not in USABLE:
        if voucher.state is not VoucherState.VOID:
            return False
    else:
        by = By(SYSTEM, now, REASON)
        event = events.voucher_void(voucher.id, worth_left(voucher), by)
        close_voucher(uow, voucher, VoucherState.VOID, event, now)
    trip = run.lost_trip_id
    uow.challenge_rewards.take_back(reward, None, kept=0, trip_id=trip, at=now)
    return True
