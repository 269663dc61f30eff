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
        given: those that gave or took points.
        points: their sum.
        day: the trip's local day.
    """

    status: str
    outcomes: Sequence[Outcome]
    given: Sequence[Outcome]
    points: int
    day: date

    @classmethod
    def of(cls, status: str, outcomes: Sequence[Outcome], day: date) -> Told:
        """Read a sheet."""
        given = [outcome for outcome in outcomes if outcome[1]]
        return cls(status, outcomes, given, sum([outcome[1] for outcome in given]), day)
