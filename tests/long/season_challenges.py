"""Where challenges come into the simulated season, and what must hold of them.

The season asks for one hand at challenges: it begins and ends each week, and tells afterwards
how many were chosen and reached at each difficulty, what they cost and what their rehearsal had
foreseen.  A town without challenges plays with ``NoChallenges``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, NamedTuple, Protocol

from muvengine.core.game.iso_week import IsoWeek
from tests.long.trips_of_a_year import Sent

MIDDLE: Final = "middle"
REACHED_MIN, REACHED_MAX = 0.3, 0.7
FORECAST_OFF_MAX: Final = 0.1
CHOSEN_MIN: Final = 1_000
"""With fewer who chose the middle, chance alone makes four weeks dearer by a tenth now and then."""


class Chosen(NamedTuple):
    """How many people chose a difficulty, and how many of them reached it."""

    chosen: int
    reached: int

    @property
    def share(self) -> float:
        """How many of those who chose it reached it, 0 to 1."""
        return self.reached / self.chosen if self.chosen else 0.0


@dataclass(frozen=True, slots=True)
class Shares:
    """What a season's challenges came to.

    Attributes:
        as_ever: by difficulty, of those who move no more for a challenge than they do anyway.
        trying: likewise, of those who do.
        paid_points: what was paid, without what was taken back.
        forecast_points: what the rehearsal had foreseen.
        details: further lines for the report.
    """

    as_ever: Mapping[str, Chosen] = field(default_factory=dict)
    trying: Mapping[str, Chosen] = field(default_factory=dict)
    paid_points: int = 0
    forecast_points: int = 0
    details: Sequence[str] = ()

    def of(self, difficulty: str) -> Chosen:
        """Give how many chose a difficulty, whether they try or not."""
        both = [one.get(difficulty, Chosen(0, 0)) for one in (self.as_ever, self.trying)]
        return Chosen(sum(one.chosen for one in both), sum(one.reached for one in both))

    @property
    def hold(self) -> bool:
        """Tell whether the middle is neither trivial nor hopeless, and the cost as foreseen."""
        chosen = self.of(MIDDLE)
        if chosen.chosen < CHOSEN_MIN:
            return True
        middle = chosen.share
        off = abs(self.paid_points - self.forecast_points)
        return (
            REACHED_MIN <= middle <= REACHED_MAX and off <= FORECAST_OFF_MAX * self.forecast_points
        )

    @property
    def lines(self) -> list[str]:
        """Tell it for the report."""
        told = []
        for difficulty in {**self.as_ever, **self.trying}:
            whose = {"chosen": self.of(difficulty)}
            whose["do as ever"] = self.as_ever.get(difficulty, Chosen(0, 0))
            whose["try"] = self.trying.get(difficulty, Chosen(0, 0))
            reached = (f"{one.chosen} {who}, {one.share:.0%} reached" for who, one in whose.items())
            told.append(f"  challenges {difficulty}: {'; '.join(reached)}")
        return [
            *told,
            f"  challenges paid {self.paid_points} points, foreseen {self.forecast_points}",
            *self.details,
        ]


class Challenges(Protocol):
    """The hand that plays challenges."""

    def begin(self, week: IsoWeek, now: datetime) -> None:
        """Propose challenges to people, let them choose, and foresee what it costs."""

    def tried(self, day: date, /) -> Iterable[Sent]:
        """Give trips that people make on a day because they chose a challenge."""

    def end(self, week: IsoWeek, now: datetime) -> None:
        """Let what is due be decided and paid, after the week was closed."""

    def shares(self) -> Shares:
        """Tell what came of it."""


class NoChallenges:
    """A town that plays without."""

    def begin(self, week: IsoWeek, now: datetime) -> None:
        """Propose nothing."""

    def tried(self, _day: date, /) -> Iterable[Sent]:
        """Give none."""
        return ()

    def end(self, week: IsoWeek, now: datetime) -> None:
        """Decide nothing."""

    def shares(self) -> Shares:
        """Tell of none."""
        return Shares()
