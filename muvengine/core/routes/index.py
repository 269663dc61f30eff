"""Set routes, ready to be held against any trip: how much of each was followed, in order?

1. The cells near the trip name the routes that could reach a fifth of their length.
2. These routes are cut into bins of 25 m on a plane around the trip, and each bin learns
   when the trip was in its corridor.
3. For each route the longest chain of bins in order is found, in the directions it may
   be followed; holes are filled, crumbs dropped, and the share is what remains.

The answer for a route does not depend on the other routes in the index.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from typing import Final

import numpy as np

from muvengine.core.routes.bounds import coverable_bins
from muvengine.core.routes.cells import MARK_M, ROUTE_BITS, Cells
from muvengine.core.routes.chain import Visit, longest_chain
from muvengine.core.routes.corridor import Bins, Visits, visit
from muvengine.core.routes.cover import (
    BIN_M,
    HOLE_M_MAX,
    SLACK_BINS,
    Covered,
    Ground,
    Stretch,
    cover,
)
from muvengine.core.routes.lines import Lines
from muvengine.core.routes.plane import Ints, Plane, along_m
from muvengine.core.routes.route import Direction, Route, RouteMatch
from muvengine.core.routes.walked import Walked, walk
from muvengine.core.traces.trace import Trace

SHARE_MIN: Final = 0.2
UNSEEN_M_MAX: Final = 600.0
# Circles around every 30 m of the trip's line find what is near any of it.
PROBE_M: Final = 30.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """One route that may have been followed.

    Attributes:
        route: its number in the index.
        ground: see there.
        along, against: bins that can be covered at most, by direction.
        visits: of its bins.
    """

    route: int
    ground: Ground
    along: int
    against: int
    visits: list[Visit]


class RouteIndex:
    """Any number of set routes; see ``Cells`` for what one costs beyond its vertices."""

    def __init__(self, routes: Iterable[Route], *, share_min: float = SHARE_MIN) -> None:
        """Lay out the routes.

        Args:
            routes: fewer than 2 ** 24.
            share_min: 0 to 1, the least share that is told; 0 for whoever asks why a trip
                does not count.
        """
        kept = tuple(routes)
        self._share_min = share_min
        assert len(kept) < 1 << ROUTE_BITS
        assert all(len(route.lat) == len(route.lon) > 1 for route in kept)
        self._keys = tuple(route.key for route in kept)
        self._directions = tuple(route.direction for route in kept)
        self._buffers_m = np.array([route.buffer_m for route in kept], dtype=np.float32)
        if not kept:
            return
        self._lines = Lines.of(kept)
        lengths_m = self._lines.lengths_m()
        self._lengths_m = lengths_m.astype(np.float32)
        marks = np.maximum(1, np.ceil(lengths_m / MARK_M)).astype(np.int64)
        owner = np.repeat(np.arange(len(kept)), marks)
        self._cells = Cells.of(*self._lines.stations(marks), owner)

    def __len__(self) -> int:
        return len(self._keys)

    def match(self, trace: Trace, *, unseen_m_max: float = UNSEEN_M_MAX) -> tuple[RouteMatch, ...]:
        """Find the routes a trip followed for the least share or more, best first.

        Args:
            trace: cleaned, at least one fix.
            unseen_m_max: longest hole in the record that is given to a route left and
                joined again in order; 600 m on foot and wheels, 3 km on rails.
        """
        if not self._keys:
            return ()
        plane = Plane.around(trace.fixes.lat, trace.fixes.lon)
        walked = walk(trace, plane)
        breaks = int(np.count_nonzero(walked.piece[1:] != walked.piece[:-1]))
        routes = self._within_reach(plane, walked, breaks * unseen_m_max)
        matches = [
            match
            for candidate in self._candidates(plane, walked, routes, unseen_m_max * (breaks > 0))
            if (match := self._best(walked, candidate)) is not None
        ]
        return tuple(sorted(matches, key=lambda match: (-match.share, -match.covered_m, match.key)))

    def _within_reach(self, plane: Plane, walked: Walked, given_m: float) -> Ints:
        """Give the routes of which the trip may have covered the least share, as a fifth.

        A stretch of 125 m holds at least four bins, and a hole that is filled at most
        three: every stretch that is covered was touched somewhere, and its mark is found.
        Routes too short for that argument need only one mark.  ``given_m`` on top.
        """
        probes = np.floor(along_m(walked.x, walked.y) / PROBE_M)
        chosen = np.concatenate(([True], probes[1:] > probes[:-1]))
        lat, lon = plane.degrees(walked.x[chosen], walked.y[chosen])
        radius_m = float(self._buffers_m.max()) + MARK_M / 2 + PROBE_M
        found = self._cells.near(lat, lon, radius_m)
        routes, marks = np.unique(found, return_counts=True)
        reachable_m = marks * MARK_M + 2 * BIN_M + given_m
        return routes[reachable_m >= self._share_min * self._lengths_m[routes]]

    def _candidates(
        self, plane: Plane, walked: Walked, routes: Ints, unseen_m_max: float
    ) -> Iterator[Candidate]:
        """Give the routes of which the least share can have been covered, in a direction."""
        if not len(routes):
            return
        counts = np.maximum(1, np.rint(self._lengths_m[routes] / BIN_M)).astype(np.int64)
        visits = self._visits(plane, walked, routes, counts)
        ends = np.concatenate(([0], counts.cumsum()))
        circular = np.array([self._directions[k] is Direction.LOOP for k in routes.tolist()])
        bins_m = self._lengths_m[routes] / counts
        hole_m = max(HOLE_M_MAX, unseen_m_max)
        along, against = coverable_bins(visits, ends, bins_m, circular, hole_m)
        least = self._share_min * counts
        places = visits.where.searchsorted(ends)
        for k in ((along >= least) | (against >= least)).nonzero()[0].tolist():
            ground = Ground(
                bins=int(counts[k]),
                bin_m=float(bins_m[k]),
                circular=bool(circular[k]),
                unseen_m_max=unseen_m_max,
            )
            own = visits.part(int(places[k]), int(places[k + 1]), int(ends[k]))
            yield Candidate(int(routes[k]), ground, int(along[k]), int(against[k]), own)

    def _visits(self, plane: Plane, walked: Walked, routes: Ints, counts: Ints) -> Visits:
        x, y = self._lines.take(routes).stations_on(plane, counts)
        buffers_m = self._buffers_m[routes].astype(np.float64).repeat(counts)
        return visit(walked, Bins(x, y, buffers_m))

    def _best(self, walked: Walked, candidate: Candidate) -> RouteMatch | None:
        """Take the better of the directions the route allows, forward if equal.

        Returns:
            None below the least share.
        """
        ground = candidate.ground
        ways = [(candidate.along, True)]
        if self._directions[candidate.route] is not Direction.FORWARD:
            ways.append((candidate.against, False))
        best: RouteMatch | None = None
        least = max(1, math.ceil(self._share_min * ground.bins - SLACK_BINS))
        # The likelier first: it mostly leaves nothing to be found of the other.
        for coverable, forward in sorted(ways, reverse=True):
            if coverable < least:
                break
            visits = _told(candidate.visits, ground, forward=forward)
            found = cover(walked, visits, longest_chain(visits), ground, least=least)
            if found.runs:
                best = self._matched(walked, candidate, found, forward=forward)
                least = found.bins() + forward
        return best

    def _matched(
        self, walked: Walked, candidate: Candidate, found: Covered, *, forward: bool
    ) -> RouteMatch:
        ground = candidate.ground
        covered = found.bins()
        return RouteMatch(
            key=self._keys[candidate.route],
            share=covered / ground.bins,
            covered_m=covered * ground.bin_m,
            forward=forward,
            gaps=_gaps(found.stretches, ground, forward=forward),
            followed=_followed(found, ground, forward=forward),
            entered_s=float(walked.t_s[found.entered]),
            left_s=float(walked.t_s[found.left]),
        )


def _told(visits: list[Visit], ground: Ground, *, forward: bool) -> list[Visit]:
    """Count bins in a direction; a loop's visits are given twice, since it may start anywhere."""
    visits = visits if forward else _mirrored(visits, ground.bins)
    if not ground.circular:
        return visits
    return [*visits, *((where + ground.bins, first, last) for where, first, last in visits)]


def _mirrored(visits: list[Visit], bins: int) -> list[Visit]:
    """Count bins from the other end, keeping them rising and their visits falling."""
    turned = [(bins - 1 - where, first, last) for where, first, last in visits]
    # A stable sort leaves the visits of one bin as they were.
    turned.sort(key=itemgetter(0))
    return turned


def _gaps(
    stretches: tuple[Stretch, ...], ground: Ground, *, forward: bool
) -> tuple[tuple[float, float], ...]:
    """Give the stretches missed between covered ones, along the line as drawn."""
    length_m = ground.bins * ground.bin_m
    gaps = []
    for before, after in pairwise(stretches):
        low_m = (before.high + 1) % ground.bins * ground.bin_m
        high_m = low_m + (after.low - before.high - 1) * ground.bin_m
        gaps.append((low_m, high_m) if forward else (length_m - high_m, length_m - low_m))
    return tuple(gaps)


def _followed(found: Covered, ground: Ground, *, forward: bool) -> tuple[tuple[float, float], ...]:
    """Give the covered stretches along the line as drawn, rising; a loop's end at its seam."""
    runs, bin_m = found.runs, ground.bin_m
    if not forward:
        runs = tuple(
            (ground.bins - 1 - high, ground.bins - 1 - low) for low, high in reversed(runs)
        )
    return tuple((low * bin_m, (high + 1) * bin_m) for low, high in runs)
