"""Where challenges come into the simulated season, and what must hold of them.

The season asks for one hand at challenges: it begins and ends each week, and tells afterwards
how many were chosen and reached at each difficulty, what they cost and what their rehearsal had
foreseen.  A town without challenges plays with ``NoChallenges``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, NamedTuple, Protocol

from muvengine.core.game.iso_week import IsoWeek

MIDDLE: Final = "middle"
REACHED_MIN, REACHED_MAX = 0.3, 0.7
FORECAST_OFF_MAX: Final = 0.1
CHOSEN_MIN: Final = 100
"""With fewer who chose the middle, chance decides."""


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
        by_difficulty: see ``Chosen``.
        paid_points: what was paid, without what was taken back.
        forecast_points: what the rehearsals had foreseen.
        details: further lines for the report.
    """

    by_difficulty: Mapping[str, Chosen] = field(default_factory=dict)
    paid_points: int = 0
    forecast_points: int = 0
    details: Sequence[str] = ()

    @property
    def hold(self) -> bool:
        """Tell whether the middle is neither trivial nor hopeless, and the cost as foreseen."""
        chosen = self.by_difficulty.get(MIDDLE, Chosen(0, 0))
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
        told = [
            f"  challenges {difficulty}: {one.chosen} chosen, {one.share:.0%} reached"
            for difficulty, one in self.by_difficulty.items()
        ]
        return [
            *told,
            f"  challenges paid {self.paid_points} points, foreseen {self.forecast_points}",
            *self.details,
        ]


class Challenges(Protocol):
    """The hand that plays challenges."""

    def begin(self, week: IsoWeek, now: datetime) -> None:
        """Propose challenges to people, let them choose, and foresee what it costs."""

    def end(self, week: IsoWeek, now: datetime) -> None:
        """Let what is due be decided and paid, after the week was closed."""

    def shares(self) -> Shares:
        """Tell what came of it."""


class NoChallenges:
    """A town that plays without."""

    def begin(self, week: IsoWeek, now: datetime) -> None:
        """Propose nothing."""

    def end(self, week: IsoWeek, now: datetime) -> None:
        """Decide nothing."""

    def shares(self) -> Shares:
        """Tell of none."""
        return Shares()
