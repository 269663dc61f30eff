"""The figures a verdict is made of: how fast, for how long, and how well recorded."""

from __future__ import annotations

import math
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Figures:
    """How a trace, or a window of it, moved; see ``ModeLimits`` for the definitions.

    Attributes:
        length_m: observed metres and the straight lines over holes.
        observed_m: metres on the grid, stays left out.
        duration_s: from first to last fix.
        moving_s: seconds on the grid above ``MOVING_MS``.
        fixes: how many.
        interval_median_s: between fixes of one piece; infinite with fewer than two in any.
        p50_kmh, p85_kmh, p95_kmh, max_kmh: of moving steps, 0 without any.
        share_gt25, share_gt35: 0 to 1, of moving time.
        run15_share, run33_share: 0 to 1, of observed metres.
        surges_per_km: per observed kilometre.
        holes: those longer than ``STANDING_M``.
    """

    length_m: float
    observed_m: float
    duration_s: float
    moving_s: float
    fixes: int
    interval_median_s: float
    p50_kmh: float
    p85_kmh: float
    p95_kmh: float
    max_kmh: float
    share_gt25: float
    share_gt35: float
    run15_share: float
    run33_share: float
    surges_per_km: float
    holes: tuple[Hole, ...]


def measure(trace: Trace, start_s: float = -math.inf, end_s: float = math.inf) -> Figures:
    """Measure a trace, or the window of it between two times.

    Grid steps count when they start inside, holes when any part of them lies inside.

    Args:
        trace: cleaned.
        start_s: seconds since 1970 UTC, included.
        end_s: the same.
    """
    assert start_s <= end_s
    grid = trace.grid.take(_span(trace.grid.t_s, start_s, end_s))
    counted = ~grid.still
    speed = grid.speed_ms
    moving = np.sort(speed[counted & (speed > MOVING_MS)]) * KMH_PER_MS
    observed_m = float(grid.step_m[counted].sum())
    inside = _span(trace.fixes.t_s, start_s, end_s)
    times = trace.fixes.t_s[inside]
    holes = _holes(trace, start_s, end_s)
    return Figures(
        length_m=observed_m + sum(hole.gap_m for hole in holes),
        observed_m=observed_m,
        duration_s=float(times[-1] - times[0]) if len(times) else 0.0,
        moving_s=len(moving) * STEP_S,
        fixes=len(times),
        interval_median_s=_interval_median_s(times, trace.fixes.piece[inside]),
        p50_kmh=_percentile(moving, 0.50),
        p85_kmh=_percentile(moving, 0.85),
        p95_kmh=_percentile(moving, 0.95),
        max_kmh=_percentile(moving, 1.0),
        share_gt25=_share_above(moving, 25.0),
        share_gt35=_share_above(moving, 35.0),
        run15_share=_run_share(grid, 15.0, observed_m),
        run33_share=_run_share(grid, 33.0, observed_m),
        surges_per_km=_surges(grid) * M_PER_KM / max(observed_m, 1.0),
        holes=holes,
    )


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


def _interval_median_s(times: _Floats, piece: NDArray[np.int32]) -> float:
    steps = (times[1:] - times[:-1])[piece[1:] == piece[:-1]]
    if not len(steps):
        return math.inf
    return float(np.sort(steps)[len(steps) // 2])


def _percentile(rising: _Floats, share: float) -> float:
    """Interpolate between the two nearest of sorted values; 0 of none."""
    if not len(rising):
        return 0.0
    place = share * (len(rising) - 1)
    low = int(place)
    high = min(low + 1, len(rising) - 1)
    return float(rising[low] + (place - low) * (rising[high] - rising[low]))


def _share_above(rising: _Floats, kmh: float) -> float:
    if not len(rising):
        return 0.0
    return 1.0 - int(np.searchsorted(rising, kmh, side="right")) / len(rising)


def _run_share(grid: Grid, kmh: float, total_m: float) -> float:
    """Share of metres in unbroken runs of ``RUN_STEPS`` or more steps above a speed."""
    fast = ~grid.still & (grid.speed_ms > kmh / KMH_PER_MS)
    if not fast.any():
        return 0.0
    joined = fast[1:] & fast[:-1] & (grid.piece[1:] == grid.piece[:-1])
    run = np.concatenate(([0], np.cumsum(~joined)))[fast]
    steps = np.bincount(run)
    metres = np.bincount(run, weights=grid.step_m[fast])
    return float(metres[steps >= RUN_STEPS].sum()) / max(total_m, 1.0)


def _surges(grid: Grid) -> int:
    """Count the places where speed changes more in 20 s than legs make it change."""
    counted, lag = ~grid.still, SURGE_STEPS
    change = np.abs(grid.speed_ms[lag:] - grid.speed_ms[:-lag])
    whole = (grid.piece[lag:] == grid.piece[:-lag]) & counted[lag:] & counted[:-lag]
    return int(np.count_nonzero((change > SURGE_MS) & whole))
