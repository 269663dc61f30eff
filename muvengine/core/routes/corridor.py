"""When was the trip in the corridor of each bin?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from muvengine.core.routes.chain import Visit
from muvengine.core.routes.plane import Bools, Floats, Ints, spread
from muvengine.core.routes.walked import Walked

# Squares in memory at most; a trip of hundreds of kilometres lays rows over each other.
SQUARES_MAX: Final = 1 << 18


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
    side = float(bins.buffer_m.max())
    column, row = _squares(walked.x, walked.x, side), _squares(walked.y, walked.y, side)
    # The first two columns and the last two hold no point: rows do not run into each other.
    width, height = int(column.max()) + 3, int(row.max()) + 3
    # Points of rows laid over each other only cost a comparison; three must stay apart.
    rows = max(3, min(height, SQUARES_MAX // width))
    square = row % rows * width + column
    by_square = np.argsort(square, kind="stable")
    start = np.concatenate(([0], np.cumsum(np.bincount(square, minlength=rows * width))))

    bin_column, bin_row = _squares(bins.x, walked.x, side), _squares(bins.y, walked.y, side)
    chosen = np.flatnonzero(_beside(bin_column, column) & _beside(bin_row, row))
    chosen = chosen[_met(start, rows, width)[bin_row[chosen] % rows * width + bin_column[chosen]]]
    around = (bin_row[chosen, None] + np.array([-1, 0, 1])) % rows * width
    around += bin_column[chosen, None]
    begin = start[around - 1].ravel()
    place, owner = spread(begin, start[around + 2].ravel() - begin)
    point, where = by_square[place], np.repeat(chosen, 3)[owner]
    apart = (walked.x[point] - bins.x[where]) ** 2 + (walked.y[point] - bins.y[where]) ** 2
    near = apart <= bins.buffer_m[where] ** 2
    return where[near], point[near]


def _met(start: Ints, rows: int, width: int) -> Bools:
    """Mark the squares that have a point in them or beside them."""
    full = (start[1:] > start[:-1]).reshape(rows, width)
    across = full.copy()
    across[:, 1:] |= full[:, :-1]
    across[:, :-1] |= full[:, 1:]
    # Rows are laid over each other: the last is the first one's neighbour.
    return (across | np.roll(across, 1, axis=0) | np.roll(across, -1, axis=0)).ravel()


def _squares(values: Floats, walked: Floats, side: float) -> Ints:
    """Number the squares so that the lowest of the trip is 2."""
    squares: Ints = np.floor((values - walked.min()) / side).astype(np.int64) + 2
    return squares


def _beside(square: Ints, walked: Ints) -> Bools:
    return (square >= 1) & (square <= int(walked.max()) + 1)
