"""How far somebody is: a count over trips, whatever their order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from muvengine.core.game.badges import ROUTE_SHARE_MIN_PERMILLE
from muvengine.core.game.challenges.challenge import Challenge, Kind, Measure
from muvengine.core.game.chosen_trips import is_meant
from muvengine.core.rules.conditions import Condition
from muvengine.core.trips.facts import TripFacts


class CountedTrip(NamedTuple):
    """A trip that counts in its week.

    Attributes:
        day: its local day.
        facts: of the sheet that counts.
        experience: of that sheet, above zero.
    """

    day: date
    facts: TripFacts
    experience: int


@dataclass(frozen=True, slots=True)
class Aim:
    """What is to be done, fixed when it was chosen.

    Attributes:
        measure: what is counted.
        target: how much of it, above zero.
        modes, when: which trips; see ``is_meant``.
        both: each of those who do it together must bring something.
    """

    measure: Measure
    target: int
    modes: tuple[str, ...] = ()
    when: tuple[Condition, ...] = ()
    both: bool = False


class Progress(NamedTuple):
    """How far it is.

    Attributes:
        done: of everybody together.
        target: what is needed, above zero.
        own: what this person brought.
        reached: done, as far as this person is concerned.
    """

    done: int
    target: int
    own: int
    reached: bool

    @property
    def share(self) -> float:
        """How much of it is done, 0 to 1."""
        return min(self.done / self.target, 1.0)


def aim_of(challenge: Challenge, target: int, modes: tuple[str, ...]) -> Aim:
    """Give what somebody who chose a challenge has to do.

    Args:
        challenge: as the game has it.
        target: fixed when it was chosen.
        modes: likewise; for ``try_new_mode`` those that were new.
    """
    both = challenge.kind is Kind.DUO
    return Aim(challenge.measure, target, modes, challenge.when, both)


def count(aim: Aim, trips: Iterable[CountedTrip], car_free: Collection[date] = ()) -> int:
    """Count what one person has done.

    Args:
        aim: what is counted.
        trips: those that count, in any order.
        car_free: days without a car, as declared.
    """
    if aim.measure is Measure.CAR_FREE:
        return len(set(car_free))
    meant = [trip for trip in trips if is_meant(trip.facts, aim.modes, aim.when)]
    if aim.measure is Measure.DAYS:
        return len({trip.day for trip in meant})
    if aim.measure is Measure.ROUTES:
        return len({key for trip in meant for key in _followed(trip.facts)})
    return sum(_brought(aim, trip) for trip in meant)


def progress_of(aim: Aim, counts: Sequence[int], own: int) -> Progress:
    """Tell how far those who do it together are, and whether one of them has reached it.

    Args:
        aim: what is to be done.
        counts: of each of them, in any order.
        own: of the one who asks; whoever brought nothing has not reached it.
    """
    done = sum(counts)
    together = not aim.both or (len(counts) > 1 and all(counts))
    return Progress(done, aim.target, own, done >= aim.target and own > 0 and together)


def _followed(facts: TripFacts) -> Iterable[str]:
    return (one.key for one in facts.routes if one.share_permille >= ROUTE_SHARE_MIN_PERMILLE)


def _brought(aim: Aim, trip: CountedTrip) -> int:
    match aim.measure:
        case Measure.TRIPS:
            return 1
        case Measure.EXPERIENCE:
            return trip.experience
        case Measure.STAMPS:
            return trip.facts.stamps
        case _:
            legs = trip.facts.legs
            return sum(leg.distance_m for leg in legs if not aim.modes or leg.mode in aim.modes)
