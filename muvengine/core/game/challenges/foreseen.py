"""What the personal challenges of a game would have asked, met and cost in weeks that are over.

It is read with the very functions that propose challenges and tell whether one is done.  People
did what they did without having chosen: whoever tries harder for a challenge is not foreseen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from muvengine.core.game.challenges.aim import CountedTrip, aim_of, count
from muvengine.core.game.challenges.challenge import PERSONAL, Challenge, Difficulty, Measure
from muvengine.core.game.challenges.proposals import (
    Past,
    by_week,
    fitting,
    is_suspended,
    most_of,
    new_modes,
    past_weeks,
    target_of,
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
        times: weeks of theirs that were looked at; of days without a car those in which
            somebody said any.
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


@dataclass(frozen=True, slots=True)
class ToldChallenges:
    """All personal challenges of a game.

    Attributes:
        rows: in the order of the game, each easy, middle and hard.
        takers: weeks of people to whom something would have been proposed.
        points: what it had cost, had each of them taken the middle difficulty of the challenge
            proposed first.
    """

    rows: Sequence[ToldChallenge] = ()
    takers: int = 0
    points: int = 0


@dataclass
class ChallengeTally:
    """Add people up, one after the other."""

    game: Game
    proposing: Proposing
    _people: Counter[_Row] = field(default_factory=Counter)
    _times: Counter[_Row] = field(default_factory=Counter)
    _reached: Counter[_Row] = field(default_factory=Counter)
    _first: Counter[str] = field(default_factory=Counter)
    _first_reached: Counter[str] = field(default_factory=Counter)

    def add(self, one: PlayerPast) -> None:
        """Count one person."""
        proposed: set[_Row] = set()
        weeks = by_week(one.in_time)
        for monday, past in self._pasts(one, weeks):
            car_free = [day for day in one.car_free if monday_of(day) == monday]
            found = fitting(
                self.game,
                past,
                monday,
                stopped=self.proposing.stopped,
                routes=self.proposing.routes,
            )
            for place, challenge in enumerate(found):
                met = self._weigh(challenge, past, weeks.get(monday, ()), car_free)
                proposed.update((challenge.name, one) for one in PERSONAL[: most_of(past.level)])
                if place == 0:
                    self._first[challenge.name] += 1
                    self._first_reached[challenge.name] += Difficulty.MIDDLE in met
        self._people.update(proposed)

    def told(self) -> ToldChallenges:
        """Tell what came of everybody."""
        rows = [
            ToldChallenge(one, at, self._people[key], self._times[key], self._reached[key])
            for one in self.game.challenges
            if not one.of_group
            for at in PERSONAL
            for key in [(one.name, at)]
        ]
        return ToldChallenges(rows, self._first.total(), round(sum(map(self._cost, rows))))

    def _pasts(
        self, one: PlayerPast, trips: Mapping[date, Sequence[CountedTrip]]
    ) -> Iterator[tuple[date, Past]]:
        """Give what somebody had done before each week in which something is proposed to them."""
        first = next((week.monday for week in one.scores if week.trips), None)
        suspended, known = self.proposing.suspended, dict[tuple[str, date], int]()
        for monday, last in self.proposing.last_standing.items():
            level = self._level(one, monday)
            if is_suspended(monday, suspended) or not most_of(level):
                continue
            weeks = (
                past_weeks(trips, first, last, pauses=one.pauses, suspended=suspended)
                if first is not None
                else {}
            )
            yield monday, Past(weeks, level, one.person_id, known)

    def _level(self, one: PlayerPast, monday: date) -> int | None:
        """Give the level before a week: whoever moved much in it was not yet so high."""
        since = sum(trip.experience for trip in one.in_time if trip.day >= monday)
        stands = standing(self.game.levels, max(one.experience - since, 0))
        return None if stands is None else stands.number

    def _weigh(
        self,
        challenge: Challenge,
        past: Past,
        trips: Sequence[CountedTrip],
        car_free: Sequence[date],
    ) -> set[Difficulty]:
        """Count one week of one person; give at which difficulties it was met."""
        if challenge.measure is Measure.CAR_FREE and not car_free:
            # Hardly anybody says a day without a car unasked.
            return set()
        aim = aim_of(challenge, 1, new_modes(challenge, past))
        done = count(aim, trips, car_free)
        met = {at for at in PERSONAL if done >= target_of(challenge, at, past)}
        offered = PERSONAL[: most_of(past.level)]
        self._times.update((challenge.name, at) for at in offered)
        self._reached.update((challenge.name, at) for at in offered if at in met)
        return met

    def _cost(self, row: ToldChallenge) -> float:
        if row.difficulty is not Difficulty.MIDDLE:
            return 0
        name, points = row.challenge.name, row.challenge.steps[Difficulty.MIDDLE].points
        if row.challenge.measure is not Measure.CAR_FREE:
            return self._first_reached[name] * points
        # Where nobody said a day, everybody might: rather too much than too little.
        return self._first[name] * points * (1 if row.share is None else row.share)
