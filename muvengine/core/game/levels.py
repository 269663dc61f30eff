"""Experience and the level it is worth: never spent, and so never lost by spending."""

from __future__ import annotations

from typing import NamedTuple

from muvengine.core.game.game import Level


class Standing(NamedTuple):
    """Where somebody stands.

    Attributes:
        experience: all of it.
        number: of the level, counted from 0.
        level: the one that is reached.
        following: the next one; None at the top.
    """

    experience: int
    number: int
    level: Level
    following: Level | None

    @property
    def missing(self) -> int:
        """What is still to come to the next level; 0 at the top."""
        return 0 if self.following is None else self.following.first - self.experience

    @property
    def share(self) -> float:
        """How much of the way to the next level is done, 0 to 1."""
        if self.following is None:
            return 1.0
        return (self.experience - self.level.first) / (self.following.first - self.level.first)


def standing(levels: tuple[Level, ...], experience: int) -> Standing | None:
    """Tell the level of so much experience; None in a game without levels."""
    if not levels:
        return None
    number = sum(level.first <= experience for level in levels) - 1
    following = levels[number + 1] if number + 1 < len(levels) else None
    return Standing(experience, number, levels[number], following)
