"""When was the trip in the corridor of each bin?"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
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

    def parts(self, ends: Ints) -> list[list[Visit]]:
        """Give the visits of each route, bins counted from its first.

        Args:
            ends: the first bin of each route and, last, the end of all.
        """
        places = self.where.searchsorted(ends).tolist()
        return [
            self.part(low, high, first_bin)
            for (low, high), first_bin in zip(pairwise(places), ends[:-1].tolist(), strict=True)
        ]

    def part(self, low: int, high: int, first_bin: int) -> list[Visit]:
        """Give the visits from one place to before another, bins counted from a first one."""
        own = slice(low, high)
        where = (self.where[own] - first_bin).tolist()
        return list(zip(where, self.first[own].tolist(), self.last[own].tolist(), strict=True))


def visit(walked: Walked, bins: Bins) -> Visits:
    """Find every visit of every bin."""
    where, point = _pairs(walked, bins)
    stride = len(walked.x) + 2
    # Counted down, points that rise with the keys give visits by falling time.
    met = where * stride + (stride - 1 - point)
    # The pairs lie in runs, which a stable sort merges: several times faster than from scratch.
    met.sort(kind="stable")
    breaks = met[1:] - met[:-1] > 1
    last = met[np.concatenate(([True], breaks))] if len(met) else met
    first = met[np.concatenate((breaks, [True]))] if len(met) else met
    where = first // stride
    down_from = where * stride + (stride - 1)
    return Visits(where=where, first=down_from - first, last=down_from - last)


def _pairs(walked: Walked, bins: Bins) -> tuple[Ints, Ints]:
    """Pair each bin with the points in its corridor, by way of squares on the plane."""
    side = float(bins.buffer_m.max())
    west_m, south_m = walked.x.min(), walked.y.min()
    column, row = _squares((walked.x - west_m) / side), _squares((walked.y - south_m) / side)
    # The first two columns and the last two hold no point: rows do not run into each other.
    width, height = int(column.max()) + 3, int(row.max()) + 3
    # Points of rows laid over each other only cost a comparison; three must stay apart.
    rows = max(3, min(height, SQUARES_MAX // width))
    square = row % rows * width + column
    by_square = square.argsort(kind="stable")
    start = np.concatenate(([0], np.bincount(square, minlength=rows * width).cumsum()))

    east, north = (bins.x - west_m) / side, (bins.y - south_m) / side
    chosen = np.flatnonzero(_beside(east, width - 3) & _beside(north, height - 3))
    bin_column, bin_row = _squares(east[chosen]), _squares(north[chosen])
    met = np.flatnonzero(_met(start, rows, width)[bin_row % rows * width + bin_column])
    chosen, bin_column, bin_row = chosen[met], bin_column[met], bin_row[met]
    around = (bin_row[:, None] + np.array([-1, 0, 1])) % rows * width + bin_column[:, None]
    begin = start[around - 1].ravel()
    place, owner = spread(begin, start[around + 2].ravel() - begin)
    point, where = by_square[place], chosen.repeat(3)[owner]
    apart = (walked.x[point] - bins.x[where]) ** 2 + (walked.y[point] - bins.y[where]) ** 2
    # Places are taken faster than a mask that changes at every other pair.
    near = np.flatnonzero(apart <= bins.buffer_m[where] ** 2)
    return where[near], point[near]


def _met(start: Ints, rows: int, width: int) -> Bools:
    """Mark the squares that have a point in them or beside them."""
    full = (start[1:] > start[:-1]).reshape(rows, width)
    across = full.copy()
    across[:, 1:] |= full[:, :-1]
    across[:, :-1] |= full[:, 1:]
    # Rows are laid over each other: the last is the first one's neighbour.
    met = across.copy()
    met[1:] |= across[:-1]
    met[:-1] |= across[1:]
    met[0] |= across[-1]
    met[-1] |= across[0]
    return met.ravel()


def _squares(sides: Floats) -> Ints:
    """Number the squares, by sides from the trip's lowest, so that its own is 2."""
    return np.floor(sides).astype(np.int64) + 2


def _beside(sides: Floats, highest: int) -> Bools:
    """Mark what lies in the trip's squares, ``highest`` the last, or next to them."""
    return (sides >= -1.0) & (sides < highest)
