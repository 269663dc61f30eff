"""Stretches in which a person stays at one place while the position drifts."""

from __future__ import annotations

import numpy as np
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
    # The highest is the lowest of what is turned around.
    low_lat, low_lon, high_lat, high_lon = _lowest(np.stack((lat, lon, -lat, -lon)), STAY_STEPS + 1)
    across_m = metres_between(low_lat, low_lon, -high_lat, -high_lon)
    stays = (across_m <= STAY_ACROSS_M) & (piece[STAY_STEPS:] == piece[:starts])
    # A stay from i covers the steps i to i + 29: count how many stays cover each step.
    change = np.zeros(steps + 1, dtype=np.int64)
    change[:starts] += stays
    change[STAY_STEPS : STAY_STEPS + starts] -= stays
    covered: NDArray[np.bool_] = change[:steps].cumsum() > 0
    return covered


def _lowest(rows: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    """Give the lowest of each run of so many numbers of a row, from runs half as wide."""
    wide = 1
    while wide < width:
        more = min(wide, width - wide)
        rows = np.minimum(rows[:, :-more], rows[:, more:])
        wide += more
    return rows
