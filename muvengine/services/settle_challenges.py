"""Give what challenges have earned, and take back what they earn no more.

A sheet that may matter raises a number on its challenge, in its own transaction; here rewards
are looked at wherever that number has risen, a few minutes later.  So a reward is seen in the
week in which it was earned, and yet no upload waits for the wallets of a whole team.  What is
paid is a function of the kept sheets: whatever comes or goes later is put right the same way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import partial
from typing import Final, NamedTuple

from muvengine.core.errors import MuvError, NotFound, StorageRefused
from muvengine.core.game.challenges.aim import Progress
from muvengine.core.game.challenges.running import Player, Run, aim_of_run
from muvengine.core.game.challenges.sponsored import Sponsored
from muvengine.services.attempt import OpenUow
from muvengine.services.game_rules import game_of
from muvengine.services.pay_challenge import give_points, give_voucher, take_reward_back
from muvengine.store.retry import retried
from muvengine.store.unit_of_work import UnitOfWork

BATCH: Final = 200
NewToken = Callable[[], str]


@dataclass(frozen=True, slots=True)
class SettledChallenges:
    """How many challenges were looked at, rewards given, and rewards taken back."""

    challenges: int = 0
    given: int = 0
    back: int = 0


class _Move(Enum):
    NONE = 0
    GIVEN = 1
    BACK = 2
    WAITS = 3


class _Read(NamedTuple):
    run: Run
    sponsored: Sponsored | None
    players: tuple[Player, ...]
    progress: dict[int, Progress]


def settle_challenges(
    open_uow: OpenUow, *, now: datetime, new_token: NewToken
) -> SettledChallenges:
    """Look at every challenge that has changed since it was last looked at.

    Safe to run twice, and by two workers at once: a reward stands once, and what changes
    meanwhile is looked at again.

    Args:
        open_uow: starts a writing transaction.
        now: in the town's zone: days of vouchers are local.
        new_token: draws names of vouchers.
    """
    done, after = SettledChallenges(), 0
    while runs := _unsettled(open_uow, after):
        for run_id in runs:
            given, back = settle_challenge(open_uow, run_id, now=now, new_token=new_token)
            done = SettledChallenges(done.challenges + 1, done.given + given, done.back + back)
        after = runs[-1]
    return done


def settle_challenge(
    open_uow: OpenUow, run_id: int, *, now: datetime, new_token: NewToken
) -> tuple[int, int]:
    """Look at one challenge; give how many rewards were given and taken back."""
    read = retried(partial(_read, open_uow, run_id))
    moves = [
        retried(partial(_settle, open_uow, read, player, now, new_token)) for player in read.players
    ]
    if _Move.WAITS not in moves:
        with open_uow() as uow:
            uow.challenges.settled(run_id, read.run.touched)
            uow.commit()
    return moves.count(_Move.GIVEN), moves.count(_Move.BACK)


def _unsettled(open_uow: OpenUow, after: int) -> list[int]:
    with open_uow() as uow:
        return uow.challenges.unsettled(after=after, count=BATCH)


def _read(open_uow: OpenUow, run_id: int) -> _Read:
    with open_uow() as uow:
        # First how often it was touched, then the sheets: what comes between is looked at again.
        run = uow.challenges.get(run_id)
        games = uow.games.listed()
        assert games is not None, "nothing is chosen where nothing is played"
        challenge, sponsored = None, None
        if run.sponsored_id is not None:
            sponsored = uow.sponsored.numbered(run.sponsored_id).sponsored
        if run.version_id is not None:
            challenge = game_of(uow, games.numbered(run.version_id)).challenge(run.name)
        aim = aim_of_run(run, challenge, sponsored)
        progress = uow.challenge_trips.progress(run, aim, games)
        return _Read(run, sponsored, uow.challenges.players(run_id), progress)


def _settle(
    open_uow: OpenUow, read: _Read, player: Player, now: datetime, new_token: NewToken
) -> _Move:
    with open_uow() as uow:
        try:
            uow.trips.lock_owner(player.person_id)
        except NotFound:
            # The account was closed: nobody is there to be given anything.
            return _Move.NONE
        if uow.challenges.player(player.id).left_at is not None:
            return _Move.NONE
        progress = read.progress[player.person_id]
        standing = uow.challenge_rewards.standing(player.id)
        move, waits = _Move.NONE, ""
        if progress.reached and standing is None:
            move, waits = _give(uow, read, player, now, new_token)
        elif standing is not None and not progress.reached:
            taken = take_reward_back(uow, read.run, standing, now)
            move = _Move.BACK if taken else _Move.NONE
        uow.challenges.note(player.id, progress, waits)
        uow.commit()
    return move


def _give(
    uow: UnitOfWork, read: _Read, player: Player, now: datetime, new_token: NewToken
) -> tuple[_Move, str]:
    """Give a reward; what cannot be issued yet waits and says why."""
    if read.sponsored is None:
        give_points(uow, read.run, player, now)
        return _Move.GIVEN, ""
    try:
        with uow.savepoint():
            give_voucher(uow, read.sponsored, player, now, new_token)
    except StorageRefused:
        raise
    except MuvError as refusal:
        return _Move.WAITS, refusal.code
    return _Move.GIVEN, ""
