"""How often verdicts are wrong, on recordings whose mode is known.

A ride is carried by several phones, so its files are no independent trials: ten files of one
ride that pass say as much as one.  Shares are therefore also counted by ride, each ride with
the share of its own files, and the interval is that of as many trials as there are rides.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from muvengine.core.modes.verdict import Outcome

# Two-sided 95 %.
NORMAL_95: Final = 1.959_963_984_540_054


@dataclass(frozen=True, slots=True)
class Judged:
    """One recording whose mode is known, judged as some mode.

    Attributes:
        declared: the mode it was judged as.
        true: the mode it was made in.
        ride: what it shares with other recordings of the same ride.
        outcome: of the verdict; None where the upload itself was refused.
    """

    declared: str
    true: str
    ride: str
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its 95 % interval, all 0 to 1."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Cell:
    """What became of the recordings of one true mode, judged as one declared mode.

    Attributes:
        declared, true: modes.
        files, rides: how many.
        counts: files by outcome, ``unread`` for refused uploads.
        by_file, by_ride: the share of each outcome.
    """

    declared: str
    true: str
    files: int
    rides: int
    counts: dict[str, int]
    by_file: dict[str, Share]
    by_ride: dict[str, Share]


UNREAD: Final = "unread"
COLUMNS: Final = (*(outcome.value for outcome in Outcome), UNREAD)


def confusion(judged: Iterable[Judged]) -> tuple[Cell, ...]:
    """Count outcomes by declared and true mode, in the order of first appearance."""
    cells: dict[tuple[str, str], list[Judged]] = {}
    for one in judged:
        cells.setdefault((one.declared, one.true), []).append(one)
    return tuple(_cell(declared, true, found) for (declared, true), found in cells.items())


def wilson(successes: float, trials: float) -> Share:
    """Give a share with Wilson's score interval (Wilson, 1927), which never leaves 0 to 1.

    Args:
        successes: 0 to ``trials``; a fraction where a trial succeeded in part.
        trials: 0 or more; of none nothing is known.
    """
    if trials <= 0:
        return Share(0.0, 0.0, 1.0)
    share, z2 = successes / trials, NORMAL_95**2
    middle = (share + z2 / (2 * trials)) / (1 + z2 / trials)
    spread = math.sqrt(share * (1 - share) / trials + z2 / (4 * trials**2))
    half = NORMAL_95 * spread / (1 + z2 / trials)
    return Share(share, max(0.0, middle - half), min(1.0, middle + half))


def _cell(declared: str, true: str, found: list[Judged]) -> Cell:
    rides: dict[str, list[str]] = {}
    for one in found:
        rides.setdefault(one.ride, []).append(_column(one))
    columns = [column for outcomes in rides.values() for column in outcomes]
    counts = {name: columns.count(name) for name in COLUMNS}
    parts = {
        name: math.fsum(outcomes.count(name) / len(outcomes) for outcomes in rides.values())
        for name in COLUMNS
    }
    return Cell(
        declared=declared,
        true=true,
        files=len(found),
        rides=len(rides),
        counts=counts,
        by_file={name: wilson(counts[name], len(found)) for name in COLUMNS},
        by_ride={name: wilson(parts[name], len(rides)) for name in COLUMNS},
    )


def _column(one: Judged) -> str:
    return UNREAD if one.outcome is None else one.outcome.value
