"""Challenges for organisers and shops: what is chosen, what is reached, what shops ask for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from muvengine.core.game.challenges.challenge import Challenge
from muvengine.core.game.weeks import monday_of
from muvengine.core.rules.rulebook import Label
from muvengine.reads.my_week import played_by
from muvengine.store.challenge_figures import ChosenInWeek
from muvengine.store.sponsored import Halt, SponsoredOfShop
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]
WEEKS_SUMMED: Final = 26


@dataclass(frozen=True, slots=True)
class ChallengeBoard:
    """What organisers see.

    Attributes:
        challenges: of this week's game.
        halts: by the challenge's name.
        weeks: of the last half year, the latest first.
        labels: what challenges of any game are called, by name.
        shops: those that shops have proposed, the latest first.
    """

    challenges: Sequence[Challenge]
    halts: Mapping[str, Halt]
    weeks: Sequence[ChosenInWeek]
    labels: Mapping[str, Label]
    shops: Sequence[SponsoredOfShop]


def challenge_board(open_reading: OpenReading, today: date) -> ChallengeBoard:
    """Read the challenges of the game and of shops."""
    monday = monday_of(today)
    with open_reading() as uow:
        played = played_by(uow)
        game = None if played is None else played.of_week(monday)
        said = () if played is None else played.said.values()
        return ChallengeBoard(
            challenges=game.challenges if game else (),
            halts={one.name: one for one in uow.sponsored.halts()},
            weeks=uow.challenge_figures.by_week(monday - timedelta(weeks=WEEKS_SUMMED)),
            labels={one.name: one.label for each in said for one in each.challenges},
            shops=uow.sponsored.listed(),
        )


def sponsored(open_reading: OpenReading, public_id: str) -> SponsoredOfShop:
    """Read one challenge of a shop.

    Raises:
        NotFound: no such one.
    """
    with open_reading() as uow:
        return uow.sponsored.get(public_id)


def sponsored_of(open_reading: OpenReading, shop_id: int) -> tuple[SponsoredOfShop, ...]:
    """List a shop's challenges, the latest first."""
    with open_reading() as uow:
        return uow.sponsored.listed(shop_id=shop_id)
