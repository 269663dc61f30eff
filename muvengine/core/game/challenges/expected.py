"""What challenges would cost if people chose and tried as they did lately.

Nobody is asked why they chose: how many take up what is proposed, and how many more of them
reach it than people do anyway, are what the town's own weeks have shown at each difficulty.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from muvengine.core.game.challenges.challenge import PERSONAL, Difficulty
from muvengine.core.game.challenges.foreseen import Offered, ToldChallenges

FEW: Final = 30
"""So many choices of everybody weigh as much as those of one difficulty."""


class Choice(NamedTuple):
    """Challenges of one difficulty that people had taken up.

    Attributes:
        difficulty: of a personal one.
        chosen: weeks of people.
        reached: how many of them.
    """

    difficulty: Difficulty
    chosen: float
    reached: float


class Expected(NamedTuple):
    """What one difficulty would come to.

    Attributes:
        chosen: weeks of people in which it is taken up.
        reached: how many of them.
        points: what these cost.
    """

    chosen: float
    reached: float
    points: float


def expect(
    draft: ToldChallenges, played: ToldChallenges, choices: Iterable[Choice]
) -> Mapping[Difficulty, Expected]:
    """Tell what a game would come to in as many weeks as are looked back to.

    Everybody is at the level of today.  At each difficulty the same share of what could be
    taken is chosen, and by so many more of those who choose reached than what people do anyway
    would have met.  Where few chose, their share and their trying lean on those of everybody.

    Args:
        draft: told of the weeks.
        played: likewise, of the game that was played.
        choices: of the weeks.

    Returns:
        By difficulty; nothing where nobody ever chose.
    """
    chose = dict.fromkeys(PERSONAL, (0.0, 0.0))
    for one in choices:
        if one.difficulty in chose:
            chosen, reached = chose[one.difficulty]
            chose[one.difficulty] = chosen + one.chosen, reached + one.reached
    habits = {
        at: _Habit(chosen, played.offered[at].taken, reached - chosen * played.offered[at].share)
        for at, (chosen, reached) in chose.items()
    }
    every = _Habit(*map(sum, zip(*habits.values(), strict=True)))
    if not every.chosen or not every.taken:
        return {}
    return {at: _come_to(draft.today[at], habits[at], every) for at in PERSONAL}


class _Habit(NamedTuple):
    """How often something was chosen, of how many, and how many more than anyway reached it."""

    chosen: float
    taken: float
    more: float


def _come_to(today: Offered, habit: _Habit, every: _Habit) -> Expected:
    rate = (habit.chosen + FEW * every.chosen / every.taken) / (habit.taken + FEW)
    trying = (habit.more + FEW * every.more / every.chosen) / (habit.chosen + FEW)
    chosen = rate * today.taken
    reached = chosen * min(max(today.share + trying, 0), 1)
    return Expected(chosen, reached, reached * today.reward)
