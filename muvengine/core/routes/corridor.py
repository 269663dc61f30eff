"""When was the trip in the corridor of each bin?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from muvengine.core.routes.chain import Visit
from muvengine.core.routes.plane import Bools, Floats, Ints, spread
from muvengine.core.routes.walked import Walked

# A trip of hundreds of kilometres gets wider squares instead of millions of them.
SQUARES_A_SIDE: Final = 512


@dataclass(frozen=True, slots=True, eq=False)
class Bins:
    """The bins of some routes, one route after the other.

    Attributes:
        x, y: metres on the plane.
        buffer_m: half the corridor's width, of each bin.
    """

    x: Floats
    y: Floats
    buffer_m: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Visits:
    """Intervals of points within the corridor of a bin, by rising bin and falling time.

    Attributes:
        where: the bin, counted over all routes.
        first, last: points of the trip, both within.
    """

    where: Ints
    first: Ints
    last: Ints

    def touched(self) -> Ints:
        """Give the bins that were visited at all, rising, each once."""
        return self.where[np.concatenate(([True], np.diff(self.where) > 0))[: len(self.where)]]

    def part(self, low: int, high: int) -> list[Visit]:
        """Give the visits of the bins from ``low`` up to ``high``, bins counted from low."""
        start, stop = np.searchsorted(self.where, [low, high])
        chosen = slice(int(start), int(stop))
        return list(
            zip(
                (self.where[chosen] - low).tolist(),
                self.first[chosen].tolist(),
                self.last[chosen].tolist(),
                strict=True,
            )
        )


def visit(walked: Walked, bins: Bins) -> Visits:
    """Find every visit of every bin."""
    where, point = _pairs(walked, bins)
    stride = len(walked.x) + 2
    met = np.sort(where * stride + point)
    breaks = np.diff(met) > 1
    first = met[np.concatenate(([True], breaks))] if len(met) else met
    last = met[np.concatenate((breaks, [True]))] if len(met) else met
    order = np.lexsort((-first, first // stride))
    first, last = first[order], last[order]
    return Visits(where=first // stride, first=first % stride, last=last % stride)


def _pairs(walked: Walked, bins: Bins) -> tuple[Ints, Ints]:
    """Pair each bin with the points in its corridor, by way of squares on the plane."""
    left, low = float(walked.x.min()), float(walked.y.min())
    extent = max(float(np.ptp(walked.x)), float(np.ptp(walked.y)))
    side = max(float(bins.buffer_m.max()), extent / SQUARES_A_SIDE)
    # Square 0 and the two after the last stay empty: rows do not run into each other.
    column, row = _square(walked.x, left, side), _square(walked.y, low, side)
    width, height = int(column.max()) + 3, int(row.max()) + 3
    square = row * width + column
    by_square = np.argsort(square, kind="stable")
    filled = np.bincount(square, minlength=width * height)
    start = np.concatenate(([0], np.cumsum(filled)))

    bin_column, bin_row = _square(bins.x, left, side), _square(bins.y, low, side)
    within = _within(bin_column, width) & _within(bin_row, height)
    chosen = np.flatnonzero(within)
    centre = (bin_row * width + bin_column)[chosen]
    around = centre[:, None] + width * np.array([-1, 0, 1])
    # Below row 0 there is nothing, and an index below 0 would mean the other end.
    begin = start[np.maximum(around - 1, 0)].ravel()
    counts = start[np.maximum(around + 2, 0)].ravel() - begin
    place, owner = spread(begin, counts)
    point, where = by_square[place], np.repeat(chosen, 3)[owner]
    apart = (walked.x[point] - bins.x[where]) ** 2 + (walked.y[point] - bins.y[where]) ** 2
    near = apart <= bins.buffer_m[where] ** 2
    return where[near], point[near]


def _square(values: Floats, origin: float, side: float) -> Ints:
    return np.floor((values - origin) / side).astype(np.int64) + 1


def _within(square: Ints, count: int) -> Bools:
    return (square >= 0) & (square <= count - 2)
