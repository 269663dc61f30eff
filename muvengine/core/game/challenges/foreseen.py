"""What the personal challenges of a game would have asked, met and cost in weeks that are over.

It is read with the very functions that propose challenges and tell whether one is done.  People
did what they did whether they had chosen or not: how much choosing changes is told by ``expect``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, NamedTuple

from muvengine.core.game.challenges.aim import CountedTrip, aim_of, count
from muvengine.core.game.challenges.challenge import PERSONAL, Challenge, Difficulty, Measure
from muvengine.core.game.challenges.past import Past, by_week, is_suspended, past_weeks
from muvengine.core.game.challenges.proposals import (
    Proposal,
    fitting,
    most_of,
    new_modes,
    propose_of,
    target_of,
    within_reach,
)
from muvengine.core.game.game import Game, Suspension
from muvengine.core.game.levels import standing
from muvengine.core.game.player_past import PlayerPast
from muvengine.core.game.weeks import monday_of

_Row = tuple[str, Difficulty]


@dataclass(frozen=True, slots=True)
class Proposing:
    """What proposals look at, the same for everybody.

    Attributes:
        last_standing: for the Monday of each week that is looked at, that of the last week whose
            results stood when it began.
        suspended: see ``is_suspended``.
        stopped: names of challenges that the organisers do not propose now.
        routes: how many set routes are open.
    """

    last_standing: Mapping[date, date]
    suspended: Collection[Suspension] = ()
    stopped: Collection[str] = ()
    routes: int = 0


class ToldChallenge(NamedTuple):
    """One challenge at one difficulty.

    Attributes:
        challenge: of the game.
        difficulty: of a personal one.
        people: to whom it could have been proposed in at least one of the weeks.
        times: weeks of theirs in which it could; of days without a car those in which somebody
            said any.
        reached: how many of these weeks met what it would have asked.
    """

    challenge: Challenge
    difficulty: Difficulty
    people: int
    times: int
    reached: int

    @property
    def share(self) -> float | None:
        """How many of the weeks met it, 0 to 1; None where there were none."""
        return self.reached / self.times if self.times else None


class Offered(NamedTuple):
    """What would have been proposed at one difficulty, had everybody taken one, whichever.

    Attributes:
        taken: weeks of people; of three that are proposed each is a third.
        reached: how many of them met it; days without a car that nobody said by the share of
            those who said any, or all.
        points: rewards of all that were taken.
    """

    taken: float = 0
    reached: float = 0
    points: float = 0

    @property
    def share(self) -> float:
        """How many of them were met, 0 to 1."""
        return self.reached / self.taken if self.taken else 0

    @property
    def reward(self) -> float:
        """Points of one of them, in the mean."""
        return self.points / self.taken if self.taken else 0


ByDifficulty = Mapping[Difficulty, Offered]
NOTHING: Final[ByDifficulty] = dict.fromkeys(PERSONAL, Offered())


@dataclass(frozen=True, slots=True)
class ToldChallenges:
    """All personal challenges of a game.

    Attributes:
        rows: in the order of the game, each easy, middle and hard.
        takers: weeks of people to whom something would have been proposed.
        points: what it had cost, had each of them taken one of what was proposed, whichever,
            and not moved more for it.
        offered: as it would have been proposed on the Mondays of these weeks.
        today: likewise, had everybody been at the level of today: levels only rise.
    """

    rows: Sequence[ToldChallenge] = ()
    takers: int = 0
    points: int = 0
    offered: ByDifficulty = field(default_factory=lambda: NOTHING)
    today: ByDifficulty = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True)
class _Week:
    """What one person did in a week, and before."""

    past: Past
    trips: Sequence[CountedTrip]
    car_free: Sequence[date]
    counts: dict[str, int] = field(default_factory=dict)

    def met(self, challenge: Challenge, difficulty: Difficulty) -> bool:
        """Tell whether it is what a challenge would have asked."""
        if challenge.name not in self.counts:
            aim = aim_of(challenge, 1, new_modes(challenge, self.past))
            self.counts[challenge.name] = count(aim, self.trips, self.car_free)
        return self.counts[challenge.name] >= target_of(challenge, difficulty, self.past)


@dataclass
class _Taken:
    """Proposals, each taken as often as the others of its week."""

    taken: defaultdict[_Row, float] = field(default_factory=lambda: defaultdict(float))
    reached: defaultdict[_Row, float] = field(default_factory=lambda: defaultdict(float))

    def add(self, proposed: Sequence[Proposal], week: _Week) -> None:
        """Add what was proposed to one person in a week."""
        for one in proposed:
            key, part = (one.challenge.name, one.difficulty), 1 / len(proposed)
            self.taken[key] += part
            if week.met(one.challenge, one.difficulty):
                self.reached[key] += part

    def of(self, row: ToldChallenge) -> Offered:
        """Give those of one challenge at one difficulty."""
        key = row.challenge.name, row.difficulty
        taken, reached = self.taken[key], self.reached[key]
        if row.challenge.measure is Measure.CAR_FREE:
            # Where nobody said a day, everybody might: rather too much than too little.
            reached = taken * (1 if row.share is None else row.share)
        return Offered(taken, reached, taken * row.challenge.steps[row.difficulty].points)


@dataclass
class ChallengeTally:
    """Add people up, one after the other."""

    game: Game
    proposing: Proposing
    _people: Counter[_Row] = field(default_factory=Counter)
    _times: Counter[_Row] = field(default_factory=Counter)
    _reached: Counter[_Row] = field(default_factory=Counter)
    _takers: int = 0
    _then: _Taken = field(default_factory=_Taken)
    _today: _Taken = field(default_factory=_Taken)

    def add(self, one: PlayerPast) -> None:
        """Count one person."""
        possible: set[_Row] = set()
        weeks = by_week(one.in_time)
        first = next((week.monday for week in one.scores if week.trips), None)
        level = self._level(one.experience)
        for monday, past in self._pasts(one, weeks, first):
            car_free = [day for day in one.car_free if monday_of(day) == monday]
            done = _Week(past, weeks.get(monday, ()), car_free)
            fits = fitting(
                self.game,
                past,
                monday,
                stopped=self.proposing.stopped,
                routes=self.proposing.routes,
            )
            offers = propose_of(fits, past, ())
            self._takers += bool(offers)
            self._then.add(offers, done)
            possible.update(self._weigh(fits, done, offers))
            if first is not None and first <= monday:
                # Whoever had not begun yet tells nothing of what they would reach.
                same = most_of(past.level) == most_of(level)
                risen = replace(past, level=level)
                self._today.add(offers if same else propose_of(fits, risen, ()), done)
        self._people.update(possible)

    def told(self) -> ToldChallenges:
        """Tell what came of everybody."""
        rows = [
            ToldChallenge(one, at, self._people[key], self._times[key], self._reached[key])
            for one in self.game.challenges
            if not one.of_group
            for at in PERSONAL
            for key in [(one.name, at)]
        ]
        costs = (self._then.of(row) for row in rows)
        points = sum(cost.share * cost.points for cost in costs)
        then, today = (
            {at: _sum(by.of(row) for row in rows if row.difficulty is at) for at in PERSONAL}
            for by in (self._then, self._today)
        )
        return ToldChallenges(rows, self._takers, round(points), then, today)

    def _pasts(
        self, one: PlayerPast, trips: Mapping[date, Sequence[CountedTrip]], first: date | None
    ) -> Iterator[tuple[date, Past]]:
        """Give what somebody had done before each week in which people are expected to move."""
        suspended, known = self.proposing.suspended, dict[tuple[str, date], int]()
        for monday, last in self.proposing.last_standing.items():
            if is_suspended(monday, suspended):
                continue
            weeks = (
                past_weeks(trips, first, last, pauses=one.pauses, suspended=suspended)
                if first is not None
                else {}
            )
            # Whoever moved much since was not yet so high.
            since = sum(week.experience for week in one.scores if week.monday >= monday)
            level = self._level(max(one.experience - since, 0))
            yield monday, Past(weeks, level, one.person_id, known)

    def _level(self, experience: int) -> int | None:
        stands = standing(self.game.levels, experience)
        return None if stands is None else stands.number

    def _weigh(
        self, fits: Sequence[Challenge], week: _Week, offers: Sequence[Proposal]
    ) -> list[_Row]:
        """Count one week of one person; give what could be proposed."""
        offered = {(one.challenge.name, one.difficulty) for one in offers}
        possible: list[_Row] = []
        for challenge in fits:
            keys = [
                (challenge.name, at)
                for at in PERSONAL[: most_of(week.past.level)]
                if within_reach(challenge, at, week.past) or (challenge.name, at) in offered
            ]
            possible += keys
            # Hardly anybody says a day without a car unasked.
            if challenge.measure is not Measure.CAR_FREE or week.car_free:
                self._times.update(keys)
                self._reached.update(key for key in keys if week.met(challenge, key[1]))
        return possible


def _sum(several: Iterable[Offered]) -> Offered:
    return Offered(*map(sum, zip(*several, strict=True)))
