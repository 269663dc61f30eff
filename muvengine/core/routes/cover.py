"""From a chain of bins to the stretches of a route that count as followed.

Bins missed for up to 75 m are noise or a crossing; up to 600 m are given where the
recorder saw nothing in between (a tunnel, a pause of the telephone).  What remains must
hold together for 150 m: crossing a route earns nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from muvengine.core.routes.chain import Visit, began
from muvengine.core.routes.plane import Bools
from muvengine.core.routes.walked import Walked

BIN_M: Final = 25.0
HOLE_M_MAX: Final = 75.0
RUN_M_MIN: Final = 150.0
# Bins are not exactly 25 m: three of 25.1 m are still a hole of 75 m.
SLACK_BINS: Final = 0.1


@dataclass(frozen=True, slots=True)
class Ground:
    """One route, as far as covering it is concerned.

    Attributes:
        bins: how many.
        bin_m: length of each.
        circular: a loop, whose bins go on at the first after the last.
        unseen_m_max: longest hole given where nothing was recorded; 0 without a break.
    """

    bins: int
    bin_m: float
    circular: bool
    unseen_m_max: float

    def bins_of(self, length_m: float) -> int:
        """Give how many whole bins lie in a length."""
        return int(length_m / self.bin_m + SLACK_BINS)

    def run_bins_min(self) -> int:
        """Give the least number of bins that holds together: 150 m, or half of a short route."""
        needed_m = min(RUN_M_MIN, self.bins * self.bin_m / 2)
        return max(1, math.ceil(needed_m / self.bin_m - SLACK_BINS))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Bins that were followed without a break.

    Attributes:
        low, high: first and last bin, both included; a loop's may exceed its bins.
        begin, end: the places in the chain of these two.
    """

    low: int
    high: int
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Covered:
    """What a trip followed of a route.

    Attributes:
        stretches: in order.
        runs: first and last of the bins covered without a break, rising, each bin once; a
            loop's end at its seam, however often it was passed.
        entered, left: points of the trip around all of them, as tight as can be.
    """

    stretches: tuple[Stretch, ...] = ()
    runs: tuple[tuple[int, int], ...] = ()
    entered: int = 0
    left: int = 0

    def bins(self) -> int:
        """Count the covered bins, those of a loop once however often they were passed."""
        return _bins(self.runs)


def cover(
    walked: Walked,
    visits: list[Visit],
    chain: list[tuple[int, int]],
    ground: Ground,
    *,
    least: int = 1,
) -> Covered:
    """Find the stretches of a route that a trip followed in rising order.

    Args:
        walked: the trip.
        visits: of this route's bins, by rising bin and falling time; a loop's given twice.
        chain: the longest through these visits.
        ground: the route.
        least: nothing is told of fewer covered bins.
    """
    run_bins_min = ground.run_bins_min()
    kept = tuple(
        stretch
        for stretch in _stretches(walked, visits, chain, ground)
        if stretch.high - stretch.low + 1 >= run_bins_min
    )
    runs = tuple(_runs(kept, ground)) if ground.circular else tuple((s.low, s.high) for s in kept)
    if not runs or _bins(runs) < least:
        return Covered()
    followed = chain[kept[0].begin : kept[-1].end + 1]
    return Covered(kept, runs, entered=began(followed, visits), left=followed[-1][1])


def _bins(runs: Iterable[tuple[int, int]]) -> int:
    return sum(high - low + 1 for low, high in runs)


def _runs(stretches: Iterable[Stretch], ground: Ground) -> list[tuple[int, int]]:
    """Lay the stretches of a loop over each other."""
    parts: list[tuple[int, int]] = []
    for run in stretches:
        low, high = run.low % ground.bins, run.high % ground.bins
        if run.high - run.low + 1 >= ground.bins:
            parts.append((0, ground.bins - 1))
        elif low <= high:
            parts.append((low, high))
        else:
            parts += [(0, high), (low, ground.bins - 1)]
    runs: list[tuple[int, int]] = []
    for low, high in sorted(parts):
        if runs and low <= runs[-1][1] + 1:
            runs[-1] = runs[-1][0], max(high, runs[-1][1])
        else:
            runs.append((low, high))
    return runs


def _stretches(
    walked: Walked, visits: list[Visit], chain: list[tuple[int, int]], ground: Ground
) -> Iterator[Stretch]:
    """Divide a chain where a hole is too long to be filled."""
    if not chain:
        return
    hole, unseen = ground.bins_of(HOLE_M_MAX), ground.bins_of(ground.unseen_m_max)
    (low, _), (high, _) = chain[0], chain[-1]
    if high - low + 1 - len(chain) <= hole:
        # As much as is missed in all may be missed in one place.
        yield Stretch(low, high, 0, len(chain) - 1)
        return
    near: Bools | None = None
    begin = 0
    for k, (before, after) in enumerate(pairwise(chain)):
        missed = after[0] - before[0] - 1
        if missed <= hole:
            continue
        if missed <= unseen:
            near = _near(walked, visits) if near is None else near
            if _unseen(walked, near, began([before, after], visits), after[1]):
                continue
        yield Stretch(chain[begin][0], before[0], begin, k)
        begin = k + 1
    yield Stretch(chain[begin][0], high, begin, len(chain) - 1)


def _near(walked: Walked, visits: list[Visit]) -> Bools:
    """Tell for each point whether it lies in the corridor of any bin."""
    change = np.zeros(len(walked.x) + 1, dtype=np.int64)
    for _, first, last in visits:
        change[first] += 1
        change[last + 1] -= 1
    return np.cumsum(change)[:-1] > 0


def _unseen(walked: Walked, near: Bools, left: int, reached: int) -> bool:
    """Tell whether the record breaks between two points and shows nothing outside."""
    if left >= reached or walked.piece[left] == walked.piece[reached]:
        return False
    between = slice(left + 1, reached)
    return not bool(np.any(walked.seen[between] & ~near[between]))
