"""What a game would have given in weeks that are over: how many had reached what, and its cost.

It is read with the very functions that pay rewards and give badges.  Weeks in a row are read
from each player's first week on, as if the game had always held; badges count the trips of the
weeks that are looked at alone.  Reports are not foreseen, neither their points nor their badges.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from muvengine.core.game.badges import progress, tallies_of
from muvengine.core.game.challenges.aim import CountedTrip
from muvengine.core.game.challenges.challenge import Difficulty
from muvengine.core.game.challenges.expected import Expected
from muvengine.core.game.challenges.foreseen import ChallengeTally, Proposing, ToldChallenges
from muvengine.core.game.game import Badge, Game, Level, StreakReward
from muvengine.core.game.levels import standing
from muvengine.core.game.player_past import PlayerPast, Span
from muvengine.core.game.streak import Calendar, reached, tell_weeks
from muvengine.core.game.weeks import WEEK


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
        challenges: the personal ones; see ``ToldChallenges``.
    """

    span: Span
    players: int
    rewards: Sequence[ToldReward]
    levels: Sequence[tuple[Level, int]]
    badges: Sequence[tuple[Badge, int]]
    challenges: ToldChallenges = field(default_factory=ToldChallenges)

    @property
    def points(self) -> int:
        """What all rewards for weeks in a row had cost."""
        return sum(told.points for told in self.rewards)


@dataclass(frozen=True, slots=True)
class GameRehearsal:
    """Two games on the same weeks.

    Attributes:
        draft: the one that is being written.
        today: the one that is played in the last of the weeks; None where there was none.
        trips: how many trips count in these weeks.
        badges: they were counted; else there were more trips than asked for.
        asks: challenges were counted; else likewise.
        expected: of the draft's challenges, by difficulty; see ``expect``.
    """

    draft: GameForecast
    today: GameForecast | None
    trips: int
    badges: bool
    asks: bool = True
    expected: Mapping[Difficulty, Expected] = field(default_factory=dict)

    @property
    def beside(self) -> GameForecast:
        """The game that was played; one that gives nothing where there was none."""
        return self.today or GameForecast(self.draft.span, 0, (), (), ())


def forecast(
    games: Sequence[Game],
    past: Iterable[PlayerPast],
    span: Span,
    routes: Collection[str],
    proposing: Proposing,
) -> tuple[GameForecast, ...]:
    """Tell what games would have given, each by itself; what people did is read once.

    Args:
        games: any.
        past: of everybody, in any order.
        span: weeks that are closed.
        routes: keys of the set routes that are open.
        proposing: what proposals of challenges look at; its weeks are those of the span.
    """
    tallies: list[_Tally] = []
    asking: list[ChallengeTally] = []
    for game in games:
        # Drafts seldom change challenges: those that are the same are counted once.
        same = [one for one in asking if _asks_the_same(one.game, game)]
        counts = same[0] if same else ChallengeTally(game, proposing)
        if not same:
            asking.append(counts)
        tallies.append(_Tally(game, span, routes, counts))
    for one in past:
        for tally in tallies:
            tally.add(one)
        for asks in asking:
            asks.add(one)
    return tuple(tally.told() for tally in tallies)


def _asks_the_same(one: Game, other: Game) -> bool:
    return (one.levels, one.challenges) == (other.levels, other.challenges)


@dataclass
class _Tally:
    game: Game
    span: Span
    routes: Collection[str]
    challenges: ChallengeTally
    players: int = 0
    by_weeks: Counter[int] = field(default_factory=Counter)
    by_level: Counter[int] = field(default_factory=Counter)
    by_badge: Counter[str] = field(default_factory=Counter)

    def add(self, one: PlayerPast) -> None:
        span, game = self.span, self.game
        self.players += any(
            span.first <= week.monday <= span.last and week.trips for week in one.scores
        )
        self.by_weeks.update(_rewards(game, one, span))
        stands = standing(game.levels, one.experience)
        if stands is not None and one.experience:
            self.by_level[stands.number] += 1
        self.by_badge.update(_badges(game, one.trips, self.routes))

    def told(self) -> GameForecast:
        game = self.game
        rewards = game.streak.rewards if game.streak else ()
        return GameForecast(
            span=self.span,
            players=self.players,
            rewards=tuple(ToldReward(reward, self.by_weeks[reward.weeks]) for reward in rewards),
            levels=tuple(
                (level, self.by_level[number]) for number, level in enumerate(game.levels)
            ),
            badges=tuple(
                (badge, self.by_badge[badge.name]) for badge in game.badges if badge.reports is None
            ),
            challenges=self.challenges.told(),
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
