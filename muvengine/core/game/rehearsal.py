"""What a game would have given in weeks that are over: how many had reached what, and its cost.

It is read with the very functions that pay rewards and give badges.  Weeks in a row are read
from each player's first week on, as if the game had always held; badges count the trips of the
weeks that are looked at alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from muvengine.core.game.badges import progress, tallies_of
from muvengine.core.game.game import Badge, Game, Level, StreakReward
from muvengine.core.game.levels import standing
from muvengine.core.game.streak import Calendar, Pause, reached, tell_weeks
from muvengine.core.game.weeks import WEEK, WeekScore
from muvengine.core.trips.facts import TripFacts


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


class CountedTrip(NamedTuple):
    """A trip that brought experience, as its standing sheet says."""

    facts: TripFacts
    experience: int


@dataclass(frozen=True, slots=True)
class PlayerPast:
    """What one person did.

    Attributes:
        scores: every week, the first one first.
        pauses: every one.
        experience: all of it.
        trips: those of the weeks that are looked at, in any order.
    """

    scores: Sequence[WeekScore]
    pauses: Sequence[Pause] = ()
    experience: int = 0
    trips: Sequence[CountedTrip] = ()


class ToldReward(NamedTuple):
    """How many people had reached a reward for weeks in a row within the weeks."""

    reward: StreakReward
    people: int

    @property
    def points(self) -> int:
        """What it had cost."""
        return self.reward.points * self.people


@dataclass(frozen=True, slots=True)
class GameForecast:
    """What a game would have given.

    Attributes:
        span: the weeks.
        players: people with a trip that counts in them.
        rewards: in the order of their weeks in a row.
        levels: each with how many people stand on it today; people without experience on none.
        badges: each with how many people had got it by the trips of these weeks.
    """

    span: Span
    players: int
    rewards: Sequence[ToldReward]
    levels: Sequence[tuple[Level, int]]
    badges: Sequence[tuple[Badge, int]]

    @property
    def points(self) -> int:
        """What all rewards had cost."""
        return sum(told.points for told in self.rewards)


@dataclass(frozen=True, slots=True)
class GameRehearsal:
    """Two games on the same weeks.

    Attributes:
        draft: the one that is being written.
        today: the one that is played in the last of the weeks; None where there was none.
        trips: how many trips count in these weeks.
        badges: they were counted; else there were more trips than asked for.
    """

    draft: GameForecast
    today: GameForecast | None
    trips: int
    badges: bool

    @property
    def beside(self) -> GameForecast:
        """The game that was played; one that gives nothing where there was none."""
        return self.today or GameForecast(self.draft.span, 0, (), (), ())


def forecast(
    game: Game, past: Iterable[PlayerPast], span: Span, routes: Collection[str]
) -> GameForecast:
    """Tell what a game would have given.

    Args:
        game: any.
        past: of everybody, in any order.
        span: weeks that are closed.
        routes: keys of the set routes that are open.
    """
    players = 0
    by_weeks: Counter[int] = Counter()
    by_level: Counter[int] = Counter()
    by_badge: Counter[str] = Counter()
    for one in past:
        players += any(span.first <= week.monday <= span.last and week.trips for week in one.scores)
        by_weeks.update(_rewards(game, one, span))
        stands = standing(game.levels, one.experience)
        if stands is not None and one.experience:
            by_level[stands.number] += 1
        by_badge.update(_badges(game, one.trips, routes))
    rewards = game.streak.rewards if game.streak else ()
    return GameForecast(
        span=span,
        players=players,
        rewards=tuple(ToldReward(reward, by_weeks[reward.weeks]) for reward in rewards),
        levels=tuple((level, by_level[number]) for number, level in enumerate(game.levels)),
        badges=tuple((badge, by_badge[badge.name]) for badge in game.badges),
    )


def _rewards(game: Game, one: PlayerPast, span: Span) -> list[int]:
    """Give the rewards, by their weeks in a row, that were earned in the span."""
    active = [score for score in one.scores if score.trips and score.monday <= span.last]
    if game.streak is None or not active:
        return []
    days = {score.monday: score.active for score in active}
    calendar = Calendar(days, span.last + WEEK, one.pauses, game.suspended)
    rules = game.streak
    told = tell_weeks(lambda _: rules, calendar, first=active[0].monday, last=span.last)
    earned = reached(lambda _: rules, told)
    return [weeks for weeks, reward in earned.items() if reward.monday >= span.first]


def _badges(game: Game, trips: Sequence[CountedTrip], routes: Collection[str]) -> list[str]:
    if not trips:
        return []
    sums: Counter[str] = Counter()
    for trip in trips:
        sums.update(tallies_of(game, trip.facts, trip.experience))
    tallies: Mapping[str, int] = sums
    return [badge.name for badge in game.badges if progress(badge, tallies, routes).reached]
