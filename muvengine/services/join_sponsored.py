"""Somebody takes up the challenge of a shop."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from muvengine.core.errors import NotPossible
from muvengine.core.game.challenges.challenge import Difficulty
from muvengine.core.game.challenges.running import Run
from muvengine.core.game.challenges.sponsored import Sponsored, SponsoredState
from muvengine.core.ledger.attempt import Answer, Attempt
from muvengine.core.people.actor import Actor
from muvengine.services.attempt import OpenUow, once
from muvengine.services.choose_challenge import require_own
from muvengine.store.sponsored import SponsoredOfShop
from muvengine.store.unit_of_work import UnitOfWork

ENDPOINT: Final = "join_sponsored"


@dataclass(frozen=True, slots=True)
class JoiningShop:
    """A wish to do what a shop asks for."""

    person_id: int
    public_id: str

    def attempt(self, actor: Actor, key: str) -> Attempt:
        """Give the attempt under which this wish is made, once."""
        return Attempt.of(actor, key, ENDPOINT, self)


def join_sponsored(
    open_uow: OpenUow, joining: JoiningShop, *, attempt: Attempt, now: datetime
) -> Answer:
    """Take it up; as many may join as the shop has goods, so that nobody is promised too much.

    Trips of its whole time count, also those from before joining.

    Args:
        open_uow: starts a writing transaction.
        joining: which, and who.
        attempt: ``joining.attempt(actor, key)``; its actor asks.
        now: aware.

    Raises:
        NotAllowed: somebody else asks, who does not act for them.
        NotFound: nobody, or no such challenge.
        NotPossible: nothing is played, it cannot be joined now, all places are taken, or they
            are in already.
    """

    def work(uow: UnitOfWork) -> dict[str, Any]:
        require_own(joining.person_id, attempt.actor)
        uow.trips.lock_owner(joining.person_id)
        # Whoever joins waits here for the one before, so that places are counted right.
        uow.sponsored.locked(joining.public_id)
        found = uow.sponsored.get(joining.public_id)
        sponsored, today = found.sponsored, uow.programme.local_day(now)
        _check(uow, found, today)
        run = _run(sponsored)
        number = uow.challenges.begin(run, now=now)
        assert number is not None, "it has no code and no team"
        begun = uow.challenges.get(number)
        if uow.challenges.join(begun, joining.person_id, by=attempt.actor.id, now=now) is None:
            raise NotPossible(challenge="taken")
        return {"run": number}

    return once(open_uow, attempt, work)


def _check(uow: UnitOfWork, found: SponsoredOfShop, today: date) -> None:
    if uow.games.listed() is None:
        raise NotPossible(challenge="no_game")
    if found.sponsored.state is not SponsoredState.OPEN or found.sponsored.last_day < today:
        raise NotPossible(challenge="over")
    if not uow.shops.get(shop_id=found.sponsored.shop_id).open:
        raise NotPossible(challenge="over")
    if not found.places:
        raise NotPossible(challenge="full")


def _run(sponsored: Sponsored) -> Run:
    return Run(
        name=sponsored.public_id,
        difficulty=Difficulty.MIDDLE,
        first_day=sponsored.first_day,
        last_day=sponsored.last_day,
        target=sponsored.days,
        points=0,
        modes=sponsored.modes,
        sponsored_id=sponsored.id,
    )
