"""What the lines of a sheet did, as far as a rehearsal adds it up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple

from muvengine.core.rules.score import Line, LineStatus

DID: Final = frozenset({LineStatus.APPLIED, LineStatus.CAP, LineStatus.FAILED})
"""Statuses of lines that give or take."""
TELLING: Final = DID | {LineStatus.LIMIT}
"""Statuses of lines that a rehearsal adds up; the others neither give nor take."""

Outcome = tuple[str, int, str]
"""What a line did: the rule's name, its points, and a status in ``TELLING``."""


def outcomes_of(lines: Iterable[Line]) -> list[Outcome]:
    """Give what the lines of a sheet did."""
    return [(line[0], line[2], line[3]) for line in lines if line[3] in TELLING]


class Told(NamedTuple):
    """What a sheet says.

    Attributes:
        status: see ``ScoreStatus``.
        outcomes: of all its lines.
        day: the trip's local day.
    """

    status: str
    outcomes: Sequence[Outcome]
    day: date

    @property
    def given(self) -> list[Outcome]:
        """Those that gave or took points."""
        return [outcome for outcome in self.outcomes if outcome[1]]

    @property
    def points(self) -> int:
        """Give their sum."""
        return sum([outcome[1] for outcome in self.outcomes])

    def like(self, other: Told) -> bool:
        """Tell whether two sheets give the same by the same rules, and are of one status."""
        if self.status != other.status:
            return False
        # Most sheets are alike in all, which is sooner told.
        return self.outcomes == other.outcomes or self.given == other.given
