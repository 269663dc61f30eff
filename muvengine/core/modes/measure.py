"""The figures a verdict is made of: how fast, for how long, and how well recorded."""

from __future__ import annotations

import math
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from muvengine.core.traces.trace import Grid, Hole, Trace
from muvengine.core.units import KMH_PER_MS, M_PER_KM

STEP_S: Final = 10.0
# Slower than a slow walker with a stroller: standing, or the noise of standing.
MOVING_MS: Final = 0.5
RUN_STEPS: Final = 4
SURGE_STEPS: Final = 2
SURGE_MS: Final = 15.0 / KMH_PER_MS
# A receiver indoors for a while comes back this far off without anybody having moved.
STANDING_M: Final = 100.0

_Floats = NDArray[np.float64]


class Figures:
    """How a trace, or a window of it, moved; see ``ModeLimits`` for the definitions.

    Each figure is measured when it is first asked for: along a set route only those count that
    the mode is held to.

    Attributes:
        duration_s: from first to last fix.
        fixes: how many.
        holes: those longer than ``STANDING_M``.
    """

    def __init__(self, trace: Trace, start_s: float, end_s: float) -> None:
        """Look at a trace between two times, see ``measure``."""
        self._grid = trace.grid.take(_span(trace.grid.t_s, start_s, end_s))
        inside = _span(trace.fixes.t_s, start_s, end_s)
        self._times, self._piece = trace.fixes.t_s[inside], trace.fixes.piece[inside]
        self.fixes = len(self._times)
        self.duration_s = float(self._times[-1] - self._times[0]) if self.fixes else 0.0
        self.holes = _holes(trace, start_s, end_s)

    @cached_property
    def observed_m(self) -> float:
        """Metres on the grid, stays left out."""
        return float(self._grid.step_m[~self._grid.still].sum())

    @property
    def length_m(self) -> float:
        """Observed metres and the straight lines over holes."""
        return self.observed_m + sum(hole.gap_m for hole in self.holes)

    @cached_property
    def _moving_kmh(self) -> _Floats:
        speed_ms = self._grid.speed_ms
        return np.sort(speed_ms[~self._grid.still & (speed_ms > MOVING_MS)]) * KMH_PER_MS

    @property
    def moving_s(self) -> float:
        """Seconds on the grid above ``MOVING_MS``."""
        return len(self._moving_kmh) * STEP_S

    @property
    def interval_median_s(self) -> float:
        """Between fixes of one piece; infinite with fewer than two in any."""
        steps = (self._times[1:] - self._times[:-1])[self._piece[1:] == self._piece[:-1]]
        return float(np.sort(steps)[len(steps) // 2]) if len(steps) else math.inf

    @property
    def p50_kmh(self) -> float:
        """Speed that half of the moving steps stay below, 0 without any."""
        return _percentile(self._moving_kmh, 0.50)

    @property
    def p85_kmh(self) -> float:
        """As ``p50_kmh``, for 85 of 100."""
        return _percentile(self._moving_kmh, 0.85)

    @property
    def p95_kmh(self) -> float:
        """As ``p50_kmh``, for 95 of 100."""
        return _percentile(self._moving_kmh, 0.95)

    @property
    def max_kmh(self) -> float:
        """Speed of the fastest step."""
        return _percentile(self._moving_kmh, 1.0)

    @property
    def share_gt25(self) -> float:
        """Share of moving time above 25 km/h, 0 to 1."""
        return _share_above(self._moving_kmh, 25.0)

    @property
    def share_gt35(self) -> float:
        """Share of moving time above 35 km/h, 0 to 1."""
        return _share_above(self._moving_kmh, 35.0)

    @cached_property
    def run15_share(self) -> float:
        """Share of observed metres in long runs above 15 km/h, 0 to 1."""
        return _run_share(self._grid, 15.0, self.observed_m)

    @cached_property
    def run33_share(self) -> float:
        """Share of observed metres in long runs above 33 km/h, 0 to 1."""
        return _run_share(self._grid, 33.0, self.observed_m)

    @cached_property
    def surges_per_km(self) -> float:
        """Surges on each observed kilometre."""
        return _surges(self._grid) * M_PER_KM / max(self.observed_m, 1.0)


FIGURES: Final = (
    "length_m",
    "observed_m",
    "duration_s",
    "moving_s",
    "fixes",
    "interval_median_s",
    "p50_kmh",
    "p85_kmh",
    "p95_kmh",
    "max_kmh",
    "share_gt25",
    "share_gt35",
    "run15_share",
    "run33_share",
    "surges_per_km",
)
"""Names of the figures, in the order in which they are kept."""


def measure(trace: Trace, start_s: float = -math.inf, end_s: float = math.inf) -> Figures:
    """Measure a trace, or the window of it between two times.

    Grid steps count when they start inside, holes when any part of them lies inside.

    Args:
        trace: cleaned.
        start_s: seconds since 1970 UTC, included.
        end_s: the same.
    """
    assert start_s <= end_s
    return Figures(trace, start_s, end_s)


def _span(rising: _Floats, start_s: float, end_s: float) -> slice:
    """Give the place of the times from ``start_s`` to ``end_s``, both included."""
    low, high = rising.searchsorted(start_s), rising.searchsorted(end_s, side="right")
    return slice(int(low), int(high))


def _holes(trace: Trace, start_s: float, end_s: float) -> tuple[Hole, ...]:
    return tuple(
        hole
        for hole in trace.holes
        if hole.gap_m >= STANDING_M and hole.end_s > start_s and hole.start_s < end_s
    )


def _percentile(rising: _Floats, share: float) -> float:
    """Interpolate between the two nearest of sorted values; 0 of none."""
    if not len(rising):
        return 0.0
    place = share * (len(rising) - 1)
    low = int(place)
    high = min(low + 1, len(rising) - 1)
    below, above = rising.item(low), rising.item(high)
    return float(below + (place - low) * (above - below))


def _share_above(rising: _Floats, kmh: float) -> float:
    if not len(rising):
        return 0.0
    return 1.0 - int(rising.searchsorted(kmh, side="right")) / len(rising)


def _run_share(grid: Grid, kmh: float, total_m: float) -> float:
    """Share of metres in unbroken runs of ``RUN_STEPS`` or more steps above a speed."""
    fast = ~grid.still & (grid.speed_ms > kmh / KMH_PER_MS)
    if not fast.any():
        return 0.0
    joined = fast[1:] & fast[:-1] & (grid.piece[1:] == grid.piece[:-1])
    run = np.concatenate(([0], (~joined).cumsum()))[fast]
    steps = np.bincount(run)
    metres = np.bincount(run, weights=grid.step_m[fast])
    return float(metres[steps >= RUN_STEPS].sum()) / max(total_m, 1.0)


def _surges(grid: Grid) -> int:
    """Count the places where speed changes more in 20 s than legs make it change."""
    counted, lag = ~grid.still, SURGE_STEPS
    change = np.abs(grid.speed_ms[lag:] - grid.speed_ms[:-lag])
    whole = (grid.piece[lag:] == grid.piece[:-lag]) & counted[lag:] & counted[:-lag]
    return int(np.count_nonzero((change > SURGE_MS) & whole))
