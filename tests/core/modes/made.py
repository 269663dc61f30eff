"""Traces made for tests: a list of speeds becomes fixes, and fixes go through cleaning."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from muvengine.core.traces.clean import clean
from muvengine.core.traces.fixes import Fixes, Recording
from muvengine.core.traces.trace import Trace

LAT, LON = 43.64, 5.10
LAT_M, LON_M = 111_107.0, 80_677.0
"""Metres in a degree there, WGS84."""
START_S = 1_777_800_000.0


def trace_at(x_m: ArrayLike, y_m: ArrayLike, t_s: ArrayLike) -> Trace:
    """Clean the trace through these places, metres east and north, at these seconds."""
    t = np.asarray(t_s, dtype=np.float64)
    blank = np.full(len(t), np.nan)
    fixes = Fixes(
        t_s=START_S + t,
        lat=LAT + np.asarray(y_m, dtype=np.float64) / LAT_M,
        lon=LON + np.asarray(x_m, dtype=np.float64) / LON_M,
        ele_m=blank,
        accuracy_m=blank,
        piece=np.zeros(len(t), dtype=np.int32),
    )
    return clean(Recording(fixes))


def moving(speeds_kmh: Sequence[float], *, minute_parts: int = 1, interval_s: int = 5) -> Trace:
    """Move east at each speed for a part of a minute, one fix every interval."""
    return trace_at(*_places(speeds_kmh, 60 / minute_parts, interval_s))


def _places(
    speeds_kmh: Sequence[float], part_s: float, interval_s: int
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    ends_s = np.arange(len(speeds_kmh) + 1) * part_s
    ends_m = np.concatenate(([0.0], np.cumsum(np.asarray(speeds_kmh) / 3.6 * part_s)))
    t_s = np.arange(0.0, ends_s[-1] + 0.5, interval_s)
    return np.interp(t_s, ends_s, ends_m), np.zeros(len(t_s)), t_s
