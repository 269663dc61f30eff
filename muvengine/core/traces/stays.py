"""Stretches in which a person stays at one place while the position drifts."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from muvengine.core.traces.distance import metres_between

STAY_ACROSS_M = 60.0
STAY_STEPS = 30  # five minutes of ten seconds


def find_stays(
    lat: NDArray[np.float64], lon: NDArray[np.float64], piece: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Mark the steps that belong to a stay of five minutes within 60 m.

    Takes grid positions in degrees, 10 s apart within a piece, longitudes running on, and the
    rising number of each one's piece.  Returns one mark for each step to the next position,
    one fewer than positions.
    """
    steps = max(len(lat) - 1, 0)
    starts = steps - STAY_STEPS + 1
    if starts <= 0:
        return np.zeros(steps, dtype=np.bool_)
    low_lat, high_lat = _range(lat)
    low_lon, high_lon = _range(lon)
    across_m = metres_between(low_lat, low_lon, high_lat, high_lon)
    stays = (across_m <= STAY_ACROSS_M) & (piece[STAY_STEPS:] == piece[:starts])
    # A stay from i covers the steps i to i + 29: count how many stays cover each step.
    change = np.zeros(steps + 1, dtype=np.int64)
    change[:starts] += stays
    change[STAY_STEPS : STAY_STEPS + starts] -= stays
    return np.cumsum(change[:steps]) > 0


def _range(
    degrees: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give the lowest and highest of each run of 31 positions."""
    windows = sliding_window_view(degrees, STAY_STEPS + 1)
    return windows.min(axis=1), windows.max(axis=1)
