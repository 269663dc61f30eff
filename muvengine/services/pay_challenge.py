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
from muvengine.core.ledger.account import available
from muvengine.core.ledger.game_events import game_award, game_reverse
from muvengine.core.ledger.journal import By, Ref, by_reason
from muvengine.core.ledger.lots import expiry, take_back
from muvengine.core.people.actor import SYSTEM
from muvengine.core.vouchers.voucher import USABLE, VoucherState
from muvengine.services.closing import close_voucher, worth_left
from muvengine.services.win_voucher import win_voucher
from muvengine.store.unit_of_work import UnitOfWork

KIND: Final = "challenge"
REASON: Final = "a trip of this challenge was taken back"
_LIFE_DAYS: Final = 365


def give_points(uow: UnitOfWork, run: Run, player: Player, now: datetime) -> None:
    """Pay a challenge of the game out of the season of its last day, as far as that goes."""
    person_id = player.person_id
    # The wallet before the season, as everywhere: two hands never wait for each other.
    uow.ledger.lock(available(person_id))
    season = uow.seasons.paying_day(run.last_day, run.points)
    left = 0 if season is None else uow.ledger.lock(season.envelope)
    times, kept = uow.challenge_rewards.earlier(player.id)
    # Whoever has spent what was taken back is not paid twice.
    points, journal_id = min(max(run.points - kept, 0), left), None
    if season is not None and points:
        reference = f"{KIND}:{player.id}:{times + 1}"
        ref = Ref(KIND, player.id)
        by = By(SYSTEM, now)
        journal = game_award(person_id, points, season.envelope, reference, ref, by)
        posted = uow.ledger.post(journal, now)
        zone = uow.programme.get().zone
        expires_at = expiry(now, zone, after_days=_LIFE_DAYS, end_of_month=True)
        wallet = posted.accounts[available(person_id).code]
        uow.lots.add(wallet, posted.transfers[0], points, expires_at)
        journal_id = posted.id
    paid = Reward(player.id, person_id, run.points, points, journal_id, None, now)
    uow.challenge_rewards.give(paid)


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
    if reward.journal_id is None:
        trip = run.lost_trip_id
        uow.challenge_rewards.take_back(reward, None, kept=0, trip_id=trip, at=now)
        return True
    person_id = reward.person_id
    uow.ledger.lock(available(person_id))
    season = uow.seasons.payer(reward.journal_id).envelope
    lot_id = uow.lots.of_journal(reward.journal_id)
    assert lot_id is not None, "a reward was paid without a lot"
    uses = take_back(uow.lots.open(person_id), reward.points, from_lot=lot_id)
    taken = sum(use.amount for use in uses)
    ref, by = Ref(KIND, reward.player_id), By(SYSTEM, now, REASON)
    journal = game_reverse(person_id, reward.points, taken, season, reward.journal_id, ref, by)
    posted = uow.ledger.post(journal, now)
    if uses:
        uow.lots.use(posted.transfers[0], uses)
    kept = reward.points - taken
    trip = run.lost_trip_id
    uow.challenge_rewards.take_back(reward, posted.id, kept=kept, trip_id=trip, at=now)
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
