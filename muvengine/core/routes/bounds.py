"""How much of a route can a trip cover at most?  A cheap answer, for many routes at once.

Most routes near a trip are only crossed, and most others followed in one direction: what
this leaves out needs no chain.
"""

from __future__ import annotations

import numpy as np

from muvengine.core.routes.corridor import Visits
from muvengine.core.routes.cover import BIN_M, RUN_M_MIN, SLACK_BINS
from muvengine.core.routes.plane import Bools, Floats, Ints


def coverable_bins(
    visits: Visits, ends: Ints, bins_m: Floats, circular: Bools, hole_m: float
) -> Ints:
    """Bound from above the bins of each route that can be covered.

    Visited bins without a hole between them that is too long are a group.  What is covered
    without a break lies in one, and a group too short to hold together counts nothing; but
    a loop's first group and its last may be one.

    Args:
        visits: of all routes.
        ends: the first bin of each route and, last, the end of all.
        bins_m: length of each route's bins.
        circular: which routes are loops.
        hole_m: longest hole that may be filled.

    Returns:
        Two rows: along each route as drawn, and against it.
    """
    if not len(visits.where):
        return np.zeros((2, len(circular)), dtype=np.int64)
    hole, bins = int(hole_m / BIN_M) + 1, int(ends[-1])
    # Told backwards in time, a chain along a route is one against it: only such are looked for.
    where = np.concatenate((visits.where, visits.where + bins))
    first = np.concatenate((-visits.last, visits.first))
    last = np.concatenate((-visits.first, visits.last))
    places = where.searchsorted(np.concatenate((ends[:-1], ends + bins)))
    begins = np.concatenate(([True], where[1:] - where[:-1] > hole + 1, [True]))
    begins[places] = True
    groups = begins.nonzero()[0]
    starts, stops = groups[:-1], groups[1:]
    most = where[stops - 1] - where[starts] + 1
    np.minimum(most, _chained(where, first, last, begins[:-1], hole), out=most)
    route = (places.searchsorted(starts, side="right") - 1) % len(circular)
    least = np.minimum(RUN_M_MIN / bins_m, (ends[1:] - ends[:-1]) / 2) - SLACK_BINS
    most[most < (least * ~circular)[route]] = 0
    total = np.concatenate(([0], most.cumsum()))[groups.searchsorted(places)]
    # A loop's visits are laid out twice, and a hole may lie across its first vertex.
    bounds: Ints = (total[1:] - total[:-1]).reshape(2, -1) * (1 + circular) + hole * circular
    return bounds


def _chained(where: Ints, first: Ints, last: Ints, begins: Bools, hole: int) -> Ints:
    """Bound from above what a chain against the order of the bins can cover, of each group.

    While visits begin in the order of their bins, a chain against it holds only visits that
    share a moment.  Groups are divided into parts of which that is true; the widest span of
    bins that share one is added up over a group's parts, and what may be filled between two.
    """
    parts = begins.copy()
    parts[1:] |= first[1:] < first[:-1]
    number = parts.cumsum() - 1
    # Parts are held apart by more than all moments, and so searched as one rising array.
    apart = number * (int(last.max() - first.min()) + 1)
    highest = where[(apart + first).searchsorted(apart + last, side="right") - 1]
    widest = np.maximum.reduceat(highest - where, parts.nonzero()[0]) + (1 + hole)
    most: Ints = np.add.reduceat(widest, number[begins]) - hole
    return most
