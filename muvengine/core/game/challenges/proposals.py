"""What is proposed to somebody for a week, from what they did in the weeks before.

Only weeks whose results stood when the week began are looked at: what is proposed does not
depend on the moment of looking, nor on the order in which trips came in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Final

from muvengine.core.game.challenges.aim import CountedTrip, aim_of, count
from muvengine.core.game.challenges.challenge import (
    PERSONAL,
    Challenge,
    Difficulty,
    Kind,
    Measure,
)
from muvengine.core.game.game import Game, Suspension
from muvengine.core.game.streak import Pause
from muvengine.core.game.weeks import DAYS_A_WEEK, WEEK, monday_of, mondays

WEEKS_OF_MEAN: Final = 5
GROUP_LEVEL: Final = 4
"""From this level on somebody may begin a challenge for two, or for the team."""

# A target of 11.3 km is read; one of 11.273 km is not.
_GRAIN: Final = {Measure.KM: 100}
_PERCENT: Final = 100


@dataclass(frozen=True)
class Past:
    """What somebody did before a week.

    Attributes:
        weeks: trips of each week that is looked at, by its Monday, from the first one with a
            trip on; a week of rest is empty.
        level: number of the level, counted from 0; None in a game without levels.
        person_id: decides between challenges that fit as well.
        known: counts of weeks by challenge, which several weeks of one person may share.
    """

    weeks: Mapping[date, Sequence[CountedTrip]]
    level: int | None
    person_id: int
    known: dict[tuple[str, date], int] = field(default_factory=dict, compare=False, repr=False)

    def counts(self, challenge: Challenge) -> list[int]:
        """Count what each week brought to a challenge."""
        aim = aim_of(challenge, 1, challenge.modes)
        for monday, week in self.weeks.items():
            if (challenge.name, monday) not in self.known:
                self.known[challenge.name, monday] = count(aim, week)
        return [self.known[challenge.name, monday] for monday in self.weeks]

    @cached_property
    def modes(self) -> frozenset[str]:
        """Modes that were used."""
        trips = (trip for week in self.weeks.values() for trip in week)
        return frozenset(leg.mode for trip in trips for leg in trip.facts.legs)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something that may be chosen.

    Attributes:
        challenge: of the game.
        difficulty: at which.
        target: what has to be done, in the measure's small unit.
        modes: those that count.
        points: its reward.
        already: it is done without having been chosen, and cannot be chosen any more.
    """

    challenge: Challenge
    difficulty: Difficulty
    target: int
    modes: tuple[str, ...]
    points: int
    already: bool = False


def by_week(trips: Iterable[CountedTrip]) -> dict[date, list[CountedTrip]]:
    """Put trips together by the Monday of their week."""
    weeks: dict[date, list[CountedTrip]] = {}
    for trip in trips:
        weeks.setdefault(monday_of(trip.day), []).append(trip)
    return weeks


def past_weeks(
    trips: Mapping[date, Sequence[CountedTrip]],
    first: date,
    last: date,
    *,
    pauses: Collection[Pause],
    suspended: Collection[Suspension],
) -> dict[date, Sequence[CountedTrip]]:
    """Give the trips of the weeks that proposals look at, by the week's Monday.

    Weeks of rest that were asked for, and those in which nobody was expected to move, are left
    out.

    Args:
        trips: of one person; see ``by_week``.
        first: Monday of the first week in which they ever moved.
        last: Monday of the last week whose results stood.
        pauses: of the person.
        suspended: see ``is_suspended``.
    """
    return {
        monday: trips.get(monday, ())
        for monday in mondays(first_of_mean(first, last), last)
        if not is_suspended(monday, suspended) and not any(one.covers(monday) for one in pauses)
    }


def first_of_mean(first: date, last: date) -> date:
    """Give the Monday of the first week that proposals look at; see ``past_weeks``."""
    return max(last - (WEEKS_OF_MEAN - 1) * WEEK, first)


def is_suspended(monday: date, suspended: Collection[Suspension]) -> bool:
    """Tell whether nobody is expected to move on a day of this week."""
    return any(one.first < monday + WEEK and monday < one.end for one in suspended)


def propose(
    game: Game,
    past: Past,
    monday: date,
    week: Sequence[CountedTrip],
    *,
    stopped: Collection[str] = (),
    routes: int = 0,
) -> tuple[Proposal, ...]:
    """Propose personal challenges: none at level 0, then one, two and three to choose from.

    The first one is easy, the second one in the middle, the third one hard; what is done
    already is proposed harder.

    Args:
        game: of the week.
        past: of the person.
        monday: of the week.
        week: trips of this week so far.
        stopped: names of challenges that the organisers do not propose now.
        routes: how many set routes are open.
    """
    chosen = fitting(game, past, monday, stopped=stopped, routes=routes)[: most_of(past.level)]
    return tuple(_proposal(one, place, past, week) for place, one in enumerate(chosen))


def most_of(level: int | None) -> int:
    """Tell how many personal challenges are proposed at a level; see ``Past.level``."""
    return len(PERSONAL) if level is None else min(level, len(PERSONAL))


def fitting(
    game: Game, past: Past, monday: date, *, stopped: Collection[str], routes: int
) -> list[Challenge]:
    """Give the personal challenges that mean something to somebody, as they are drawn.

    Args and their meaning are those of ``propose``.
    """
    found = [
        one
        for one in game.challenges
        if not one.of_group and one.name not in stopped and _fits(one, past, routes)
    ]
    return sorted(found, key=lambda one: _lot(past.person_id, monday, one.name))


def target_of(challenge: Challenge, difficulty: Difficulty, past: Past) -> int:
    """Give what a personal challenge asks of somebody.

    An increase is on the mean of the last weeks, rounded up, never below the floor nor above
    the ceiling.
    """
    step = challenge.steps[difficulty]
    if challenge.kind is not Kind.PERCENT_INCREASE:
        return step.goal
    return increased(challenge, step.goal, past.counts(challenge))


def increased(challenge: Challenge, percent: int, weeks: Sequence[int]) -> int:
    """Give the mean of weeks with so much more, within the challenge's bounds."""
    if not weeks:
        return challenge.floor
    grain = _GRAIN.get(challenge.measure, 1)
    over = _PERCENT * len(weeks) * grain
    wanted = -(-sum(weeks) * (_PERCENT + percent) // over) * grain
    if challenge.measure is Measure.DAYS:
        wanted = min(wanted, DAYS_A_WEEK)
    wanted = max(wanted, challenge.floor)
    return wanted if challenge.ceiling is None else min(wanted, challenge.ceiling)


def new_modes(challenge: Challenge, past: Past) -> tuple[str, ...]:
    """Give the modes that count: for a new mode, those that somebody did not use lately."""
    if challenge.kind is not Kind.TRY_NEW_MODE:
        return challenge.modes
    return tuple(mode for mode in challenge.modes if mode not in past.modes)


def _proposal(
    challenge: Challenge, place: int, past: Past, week: Sequence[CountedTrip]
) -> Proposal:
    modes = new_modes(challenge, past)
    harder = PERSONAL[place:]
    for difficulty in harder:
        target = target_of(challenge, difficulty, past)
        aim = aim_of(challenge, target, modes)
        already = count(aim, week) >= target
        if not already or difficulty is harder[-1]:
            break
    points = challenge.steps[difficulty].points
    return Proposal(challenge, difficulty, target, modes, points, already)


def _fits(challenge: Challenge, past: Past, routes: int) -> bool:
    """Tell whether a challenge means something to somebody with this past."""
    match challenge.kind:
        case Kind.PERCENT_INCREASE:
            return any(past.counts(challenge))
        case Kind.TRY_NEW_MODE:
            return bool(past.modes and new_modes(challenge, past))
        case Kind.ROUTE_COLLECTION:
            return routes >= max(step.goal for step in challenge.steps.values())
        case _:
            # Nobody who walks is asked for kilometres in the saddle.
            return not challenge.modes or not past.modes.isdisjoint(challenge.modes)


def _lot(person_id: int, monday: date, name: str) -> str:
    return sha256(f"{person_id}:{monday.isoformat()}:{name}".encode()).hexdigest()
