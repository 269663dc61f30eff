"""A challenge in an example that organisers write beside their game."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from muvengine.core.game.challenges.aim import CountedTrip, aim_of, count
from muvengine.core.game.challenges.challenge import (
    METRES_PER_KM,
    Challenge,
    Difficulty,
    Kind,
    Measure,
)
from muvengine.core.game.challenges.proposals import increased
from muvengine.core.game.game import Game
from muvengine.core.trips.facts import TripFacts

_DAY: Final = date(2001, 1, 1)


@dataclass(frozen=True, slots=True)
class Tried:
    """What was chosen.

    Attributes:
        name: of the challenge.
        difficulty: at which; ``GROUP`` for one of several people.
        before: what each of the weeks before held, as written; for an increase.
        car_free: days that were declared.
    """

    name: str
    difficulty: Difficulty
    before: tuple[Decimal, ...] = ()
    car_free: int = 0


def target_in(game: Game, tried: Tried | None) -> Decimal | None:
    """Give what has to be done, as written; None where the game has no such challenge."""
    challenge, target = _found(game, tried)
    return None if challenge is None else Decimal(target) / _unit(challenge)


def reached_in(game: Game, tried: Tried | None, trips: Iterable[TripFacts]) -> bool:
    """Tell whether the trips of an example are enough."""
    challenge, target = _found(game, tried)
    if challenge is None or tried is None:
        return False
    counted = [CountedTrip(facts.start.date(), facts, 1) for facts in trips]
    days = [_DAY + timedelta(days=day) for day in range(tried.car_free)]
    return count(aim_of(challenge, target, challenge.modes), counted, days) >= target


def _found(game: Game, tried: Tried | None) -> tuple[Challenge | None, int]:
    challenge = None if tried is None else game.challenge(tried.name)
    step = None if challenge is None or tried is None else challenge.steps.get(tried.difficulty)
    if challenge is None or tried is None or step is None:
        return None, 0
    if challenge.kind is not Kind.PERCENT_INCREASE:
        return challenge, step.goal
    unit = _unit(challenge)
    return challenge, increased(challenge, step.goal, [int(week * unit) for week in tried.before])


def _unit(challenge: Challenge) -> int:
    return METRES_PER_KM if challenge.measure is Measure.KM else 1
