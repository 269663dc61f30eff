"""What is proposed to somebody for a week, from what they did in the weeks before.

Only weeks whose results stood when the week began are looked at: what is proposed does not
depend on the moment of looking, nor on the order in which trips came in.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
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
from muvengine.core.game.challenges.past import WEEKS_OF_MEAN, Past
from muvengine.core.game.game import Game
from muvengine.core.game.weeks import DAYS_A_WEEK

GROUP_LEVEL: Final = 4
"""From this level on somebody may begin a challenge for two, or for the team."""

MET_OF_FIVE: Final = {Difficulty.EASY: 3, Difficulty.MIDDLE: 2, Difficulty.HARD: 1}
"""In how many of five weeks of their own somebody had met what is proposed to them."""

# One or two weeks do not tell that something is always met.
_TELLING_WEEKS: Final = 3

# A target of 11.3 km is read; one of 11.273 km is not.
_GRAIN: Final = {Measure.KM: 100}
_PERCENT: Final = 100


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

    The first one is easy, the second one in the middle, the third one hard, of what is within
    reach at it; where nothing is, an easier one, or else a harder one.  What is done already is
    proposed harder.

    Args:
        game: of the week.
        past: of the person.
        monday: of the week.
        week: trips of this week so far.
        stopped: names of challenges that the organisers do not propose now.
        routes: how many set routes are open.
    """
    fits = fitting(game, past, monday, stopped=stopped, routes=routes)
    return propose_of(fits, past, week)


def propose_of(
    fits: Sequence[Challenge], past: Past, week: Sequence[CountedTrip]
) -> tuple[Proposal, ...]:
    """Propose some of the challenges that fit; see ``propose``."""
    left, found = list(fits), []
    for wanted in PERSONAL[: most_of(past.level)]:
        if left:
            challenge, difficulty = _drawn(left, wanted, past)
            left.remove(challenge)
            found.append(_proposal(challenge, difficulty, past, week))
    return tuple(found)


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


def within_reach(challenge: Challenge, difficulty: Difficulty, past: Past) -> bool:
    """Tell whether a challenge asks at a difficulty for what somebody now and then does anyway.

    A goal is met by the 40th percentile of one's own last weeks for easy, the 60th for middle
    and the 80th for hard: in three, two and one of five weeks.  What every week met is none.
    An increase goes out from one's own mean; what is new is asked for at its easiest; days
    without a car are not known.
    """
    match challenge.kind:
        case Kind.PERCENT_INCREASE | Kind.NO_CAR_WEEK:
            return True
        case Kind.TRY_NEW_MODE:
            return difficulty is Difficulty.EASY
        case _:
            met, weeks = _met(challenge, difficulty, past)
            needed = -(-MET_OF_FIVE[difficulty] * weeks // WEEKS_OF_MEAN)
            return not weeks or needed <= met < max(weeks, _TELLING_WEEKS)


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


def _drawn(
    left: Sequence[Challenge], wanted: Difficulty, past: Past
) -> tuple[Challenge, Difficulty]:
    """Give the first challenge that is within reach, as near to the wanted difficulty as can be."""
    place = PERSONAL.index(wanted)
    for difficulty in (*PERSONAL[place::-1], *PERSONAL[place + 1 :]):
        for challenge in left:
            if within_reach(challenge, difficulty, past):
                return challenge, difficulty
    return left[0], _next_step(left[0], past)


def _next_step(challenge: Challenge, past: Past) -> Difficulty:
    """Give the easiest goal that not every week had met."""
    for difficulty in PERSONAL:
        met, weeks = _met(challenge, difficulty, past)
        if not weeks or met < weeks:
            return difficulty
    return PERSONAL[-1]


def _met(challenge: Challenge, difficulty: Difficulty, past: Past) -> tuple[int, int]:
    """Tell how many of one's own weeks had met a goal, and how many they are."""
    weeks, goal = past.counts(challenge), challenge.steps[difficulty].goal
    return sum(done >= goal for done in weeks), len(weeks)


def _proposal(
    challenge: Challenge, easiest: Difficulty, past: Past, week: Sequence[CountedTrip]
) -> Proposal:
    modes = new_modes(challenge, past)
    harder = PERSONAL[PERSONAL.index(easiest) :]
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
