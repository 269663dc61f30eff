"""Somebody leaves a challenge, or says which days were without a car."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from muvengine.core.errors import NotFound, NotPossible
from muvengine.core.game.challenges.challenge import Kind
from muvengine.core.ledger.attempt import Answer, Attempt
from muvengine.core.people.actor import Actor
from muvengine.services.attempt import OpenUow, once
from muvengine.services.choose_challenge import require_own
from muvengine.services.game_rules import game_of
from muvengine.store.unit_of_work import UnitOfWork

LEAVE: Final = "leave_challenge"
CAR_FREE: Final = "say_car_free"


@dataclass(frozen=True, slots=True)
class Leaving:
    """A wish to leave a challenge."""

    person_id: int
    run_id: int

    def attempt(self, actor: Actor, key: str) -> Attempt:
        """Give the attempt under which this wish is made, once."""
        return Attempt.of(actor, key, LEAVE, self)


@dataclass(frozen=True, slots=True)
class CarFree:
    """What somebody says of a day: without a car, or not after all."""

    person_id: int
    run_id: int
    day: date
    without: bool

    def attempt(self, actor: Actor, key: str) -> Attempt:
        """Give the attempt under which this is said, once."""
        return Attempt.of(actor, key, CAR_FREE, self)


def leave_challenge(
    open_uow: OpenUow, leaving: Leaving, *, attempt: Attempt, now: datetime
) -> Answer:
    """Leave a challenge; nothing is lost by it, and another one may be chosen.

    Args:
        open_uow: starts a writing transaction.
        leaving: which, and who.
        attempt: ``leaving.attempt(actor, key)``; its actor asks.
        now: aware.

    Raises:
        NotAllowed: somebody else asks, who does not act for them.
        NotFound: they are not in it.
        NotPossible: its reward was given already.
    """

    def work(uow: UnitOfWork) -> dict[str, Any]:
        require_own(leaving.person_id, attempt.actor)
        uow.trips.lock_owner(leaving.person_id)
        player_id = _player(uow, leaving.person_id, leaving.run_id)
        if uow.challenge_rewards.standing(player_id) is not None:
            raise NotPossible(challenge="reached")
        uow.challenges.leave(player_id, now)
        # The other one of two, or the team, may have reached it by this, or no more.
        uow.challenges.touch_run(leaving.run_id)
        return {}

    return once(open_uow, attempt, work)


def say_car_free(open_uow: OpenUow, said: CarFree, *, attempt: Attempt, now: datetime) -> Answer:
    """Keep what somebody says of a day of their challenge, while its week is open.

    Args:
        open_uow: starts a writing transaction.
        said: of which day, and what.
        attempt: ``said.attempt(actor, key)``; its actor says it.
        now: aware.

    Raises:
        NotAllowed: somebody else asks, who does not act for them.
        NotFound: they are not in such a challenge.
        NotPossible: the day is to come, not one of the challenge's, or its week is closed.
    """

    def work(uow: UnitOfWork) -> dict[str, Any]:
        require_own(said.person_id, attempt.actor)
        uow.trips.lock_owner(said.person_id)
        _player(uow, said.person_id, said.run_id)
        _check_day(uow, said, now)
        if said.without:
            uow.challenge_rewards.say_car_free(
                said.person_id, said.day, by=attempt.actor.id, now=now
            )
        else:
            uow.challenge_rewards.unsay_car_free(said.person_id, said.day)
        uow.challenges.touch_run(said.run_id)
        return {}

    return once(open_uow, attempt, work)


def _check_day(uow: UnitOfWork, said: CarFree, now: datetime) -> None:
    run = uow.challenges.get(said.run_id)
    games = uow.games.listed()
    if games is None or run.version_id is None:
        raise NotFound(kind="challenge")
    version = games.numbered(run.version_id)
    challenge = game_of(uow, version).challenge(run.name)
    if challenge is None or challenge.kind is not Kind.NO_CAR_WEEK:
        raise NotFound(kind="challenge")
    today = uow.programme.local_day(now)
    within = run.first_day <= said.day <= min(run.last_day, today)
    if not within or run.ended_at is not None or games.is_closed(run.first_day, now):
        raise NotPossible(challenge="day")


def _player(uow: UnitOfWork, person_id: int, run_id: int) -> int:
    for one in uow.challenges.players(run_id):
        if one.person_id == person_id:
            return one.id
    raise NotFound(kind="challenge")
