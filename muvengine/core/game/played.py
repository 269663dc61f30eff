"""Every game a town has played, and somebody's weeks as they are read with them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from muvengine.core.game.game import Game, StreakRules, Suspension
from muvengine.core.game.streak import Calendar, Pause, ToldWeek, tell_weeks
from muvengine.core.game.version import Games
from muvengine.core.game.weeks import WEEK, WeekScore, monday_of


@dataclass(frozen=True, slots=True)
class Played:
    """Published versions with what they say.

    Attributes:
        games: see ``Games``.
        said: by the version's number.
    """

    games: Games
    said: Mapping[int, Game]

    def of_week(self, monday: date) -> Game | None:
        """Give the game of a week; None before there was one."""
        version = self.games.of_week(monday)
        return None if version is None else self.said[version.id]

    def rules_of(self, monday: date) -> StreakRules | None:
        """Give what a week in a row takes in a week; None where it is not played."""
        game = self.of_week(monday)
        return None if game is None else game.streak

    @property
    def suspended(self) -> tuple[Suspension, ...]:
        """Days that any version suspends: none that was promised is ever taken back."""
        spans = [span for game in self.said.values() for span in game.suspended]
        # The same days may stand in several versions.
        return tuple({(span.first, span.end): span for span in spans}.values())

    def open_from(self, now: datetime) -> date:
        """Give the Monday of the first week whose results do not stand yet."""
        monday = monday_of(now.astimezone(self.games.zone).date())
        while not self.games.is_closed(monday - WEEK, now):
            monday -= WEEK
        return monday

    def tell(
        self,
        scores: Sequence[WeekScore],
        pauses: Collection[Pause],
        *,
        last: date,
        open_from: date,
    ) -> tuple[ToldWeek, ...]:
        """Read somebody's weeks, from the first one with a trip on.

        Args:
            scores: of the person, the first week first.
            pauses: of the person.
            last: Monday of the last week that is read.
            open_from: see ``open_from``.
        """
        active = [score for score in scores if score.trips]
        if not active:
            return ()
        days = {score.monday: score.active for score in active}
        calendar = Calendar(days, open_from, pauses, self.suspended)
        return tell_weeks(self.rules_of, calendar, first=active[0].monday, last=last)
