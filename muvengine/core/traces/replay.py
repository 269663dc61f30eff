"""The same motion on another day: a recording sent again with a little noise added.

Nobody moves twice alike: lights, people and breath shift a second ride by tens of metres
within a minute.  Start-aligned positions of two recordings that stay within a few metres of
each other all the way come from one.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from muvengine.core.traces.distance import metres_between, unwrapped
from muvengine.core.traces.fixes import Fixes

STEP_S = 10.0
LAG_S_MAX = 120.0
LAG_STEP_S = 2.0
OVERLAP_MIN = 0.7
STEPS_MIN = 30
NEVER_M = float("inf")

Floats = NDArray[np.float64]


def motion_gap_m(one: Fixes, other: Fixes) -> float:
    """Measure how far apart two recordings run, each counted from its own start.

    The median distance at 10 s steps, at the best of the lags up to two minutes either way: a
    copy may have lost its beginning.

    Args:
        one: sorted by time, at least one fix.
        other: the same.

    Returns:
        Metres; infinite where they have less than five minutes or 70 % of the shorter in
        common.
    """
    one_s, other_s = one.t_s - one.t_s[0], other.t_s - other.t_s[0]
    shorter_s = min(float(one_s[-1]), float(other_s[-1]))
    if shorter_s < STEP_S * STEPS_MIN:
        return NEVER_M
    common_s = max(OVERLAP_MIN * shorter_s, STEP_S * STEPS_MIN)

    def apart_m(lag_s: float) -> float:
        first_s = max(0.0, -lag_s)
        last_s = min(float(one_s[-1]), float(other_s[-1]) - lag_s)
        if last_s - first_s < common_s:
            return NEVER_M
        at_s = np.arange(first_s, last_s, STEP_S)
        there = _places(other, other_s, at_s + lag_s)
        return float(np.median(metres_between(*_places(one, one_s, at_s), *there)))

    # The distance falls evenly towards the best lag: a coarse look finds its neighbourhood.
    coarse = np.arange(-LAG_S_MAX, LAG_S_MAX + 1, STEP_S).tolist()
    near_s = min(coarse, key=apart_m)
    fine = np.arange(near_s - STEP_S, near_s + STEP_S + 1, LAG_STEP_S).tolist()
    return min(apart_m(lag_s) for lag_s in fine if abs(lag_s) <= LAG_S_MAX)


def _places(fixes: Fixes, since_s: Floats, at_s: Floats) -> tuple[Floats, Floats]:
    lon = unwrapped(fixes.lon)
    return np.interp(at_s, since_s, fixes.lat), np.interp(at_s, since_s, lon)
