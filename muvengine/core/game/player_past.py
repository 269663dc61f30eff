"""What one person did, as a rehearsal of the game reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from muvengine.core.game.challenges.aim import CountedTrip
from muvengine.core.game.streak import Pause
from muvengine.core.game.weeks import WEEK, WeekScore


class Span(NamedTuple):
    """Weeks that are over, by the Mondays of the first and the last of them."""

    first: date
    last: date

    @property
    def weeks(self) -> int:
        """How many they are."""
        return (self.last - self.first) // WEEK + 1

    @property
    def end(self) -> date:
        """The last day."""
        return self.last + WEEK - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PlayerPast:
    """What one person did.

    Attributes:
        scores: every week, the first one first.
        pauses: every one.
        experience: all of it.
        trips: those of the weeks that are looked at, as their standing sheets say, in any order.
        in_time: those that challenges count, of these weeks and of those from which their
            challenges would have been proposed, in any order.
        car_free: days without a car of these weeks, as the person said.
        person_id: who.
    """

    scores: Sequence[WeekScore]
    pauses: Sequence[Pause] = ()
    experience: int = 0
    trips: Sequence[CountedTrip] = ()
    in_time: Sequence[CountedTrip] = ()
    car_free: Sequence[date] = ()
    person_id: int = 0
