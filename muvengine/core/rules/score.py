"""The score sheet: lines that sum to the total and say why, also for what was missed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple

ENVELOPE: Final = "envelope"
"""Name of the line that says that the season's points are used up."""
CLOSED: Final = "closed"
"""Name of the line that says that the trip's season is closed and no other follows."""
KEPT: Final = "kept"
"""Name of the line for points of an earlier sheet that were spent, and so are kept."""
ADDED_LATER: Final = frozenset({ENVELOPE, CLOSED, KEPT})
"""Lines that no rule wrote; they stand last on a sheet."""


_CAP: Final = "cap"


class ScoreStatus(StrEnum):
    """Scored trips have an award, also of zero; review waits for a person."""

    SCORED = "scored"
    REVIEW = "review"
    REJECTED = "rejected"


class LineStatus(StrEnum):
    """What became of one rule."""

    APPLIED = "applied"
    SKIPPED = "skipped"
    LIMIT = "limit"
    BEATEN = "beaten"
    CAP = "cap"
    FAILED = "failed"


class Line(NamedTuple):
    """What one rule gave or took, or the condition that was not met.

    A sheet has as many of these as the rulebook has rules, hence a tuple.

    Attributes:
        rule: the rule's or cap's name in the rulebook.
        kind: require, earn, bonus or cap.
        points: whole points; negative only for caps.
        status: see ``LineStatus``.
        why: JSON-able facts behind it (rules.md 6.4), as {"m": 5000, "before_m": 0}.
    """

    rule: str
    kind: str
    points: int
    status: LineStatus
    why: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Settlement:
    """What becomes of awarded points, copied to the award so that later rules cannot change it.

    Attributes:
        pending_hours: how long they wait before they can be spent.
        expire_after_days: from release; None for never.
        expire_round: ``end_of_month`` or ``none``.
    """

    pending_hours: int = 48
    expire_after_days: int | None = 365
    expire_round: str = "end_of_month"


@dataclass(frozen=True, slots=True)
class Score:
    """The score sheet of one trip.

    Attributes:
        status: see ``ScoreStatus``.
        lines: in the rulebook's order; their points sum to ``points``.
        experience: points before caps, for levels; never spent.
        counts: what this score adds to the person's counters, by counter key.
        settlement: see ``Settlement``.
        day: the trip's local day.
        points: total of the sheet, never below zero.
    """

    status: ScoreStatus
    lines: tuple[Line, ...]
    experience: int
    counts: Mapping[str, int]
    settlement: Settlement
    day: date
    points: int = field(init=False)

    def __post_init__(self) -> None:
        points = sum([line.points for line in self.lines])
        assert points >= 0
        # Added up once: it is asked for wherever the score goes.
        object.__setattr__(self, "points", points)


def of_rules(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Leave out what was added when the rules had spoken: what the season had left."""
    end = len(lines)
    while end and lines[end - 1].rule in ADDED_LATER and lines[end - 1].kind == _CAP:
        end -= 1
    return lines[:end]
