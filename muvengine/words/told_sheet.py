"""A score sheet as it is laid out: a few lines first, the rest behind a fold, one idea."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from muvengine.words.score_in_words import Explained

LINES_MAX: Final = 5
"""Nobody reads more before the fold; the line for the others and the idea count too."""


@dataclass(frozen=True, slots=True)
class ToldSheet:
    """The lines of a sheet, the most useful first.

    Attributes:
        lines: to be seen at once; with ``folded`` they sum to the total.
        folded: what else gave or took points.
        idea: the missed line that would be worth most the next time, if there is one.
        missed: the other lines that gave nothing.
    """

    lines: tuple[Explained, ...]
    folded: tuple[Explained, ...]
    idea: Explained | None
    missed: tuple[Explained, ...]

    @property
    def folded_points(self) -> int:
        """Points of the folded lines together."""
        return sum(line.points for line in self.folded)


def told_sheet(explained: Iterable[Explained]) -> ToldSheet:
    """Lay out the lines of a sheet, which come in the order of their use."""
    lines = tuple(explained)
    given = tuple(line for line in lines if not line.missed)
    missed = tuple(line for line in lines if line.missed)
    ideas = [line for line in missed if line.reachable and line.gives]
    idea = ideas[0] if ideas else None
    room = LINES_MAX - (1 if idea else 0)
    seen = given if len(given) <= room else given[: room - 1]
    return ToldSheet(
        lines=seen,
        folded=given[len(seen) :],
        idea=idea,
        missed=tuple(line for line in missed if line is not idea),
    )
