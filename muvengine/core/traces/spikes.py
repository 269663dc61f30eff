"""Fixes that cannot be where they say."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from muvengine.core.traces.distance import metres_between, steps_m
from muvengine.core.traces.fixes import Fixes
from muvengine.core.traces.median import median

SPEED_MS_MAX = 70.0  # 252 km/h: nothing that earns points is faster
SPIKE_MS_MIN = 12.0
SPIKE_OF_MEDIAN = 4.0
DETOUR_RATIO = 3.0
DETOUR_M = 60.0
PASSES = 3

Steps = NDArray[np.float64]


def without_spikes(fixes: Fixes) -> tuple[Fixes, Steps, int]:
    """Leave out fixes that leap away and back again.

    A fix goes when the way over it is more than three times the way past it and 60 m, and both
    steps are faster than 12 m/s and four times the median step; or when both steps are faster
    than anything that earns points.  Of neighbours that qualify, the worst goes first, three
    times over (traces.md 5 (i)).

    Args:
        fixes: sorted by time, no two at one time.

    Returns:
        The fixes left, the metres between them, and how many went.
    """
    removed = 0
    step_m = steps_m(fixes.lat, fixes.lon)
    for _ in range(PASSES):
        spikes = _find_spikes(fixes, step_m)
        if not spikes.any():
            break
        removed += int(spikes.sum())
        fixes = fixes.take(~spikes)
        step_m = steps_m(fixes.lat, fixes.lon)
    return fixes, step_m, removed


def _find_spikes(fixes: Fixes, step_m: Steps) -> NDArray[np.bool_]:
    """Mark the worst fix of each run of suspects."""
    spikes = np.zeros(len(fixes), dtype=np.bool_)
    if len(fixes) < 3:  # noqa: PLR2004  a spike needs a fix on both sides
        return spikes
    speed_ms = step_m / (fixes.t_s[1:] - fixes.t_s[:-1])
    slower_ms = np.minimum(speed_ms[:-1], speed_ms[1:])
    if slower_ms.max() <= SPIKE_MS_MIN:
        return spikes
    past_m = metres_between(fixes.lat[:-2], fixes.lon[:-2], fixes.lat[2:], fixes.lon[2:])
    over_m = step_m[:-1] + step_m[1:]
    brisk_ms = max(SPIKE_OF_MEDIAN * median(speed_ms), SPIKE_MS_MIN)
    leaps = (over_m > DETOUR_RATIO * past_m + DETOUR_M) & (slower_ms > brisk_ms)
    excess_m = np.where(leaps | (slower_ms > SPEED_MS_MAX), over_m - past_m, 0.0)
    padded = np.concatenate(([0.0], excess_m, [0.0]))
    spikes[1:-1] = (excess_m > 0) & (excess_m >= padded[:-2]) & (excess_m > padded[2:])
    return spikes
