"""Metres of ascent, told from noise."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from muvengine.core.traces.fixes import Fixes

ELE_M_MAX = 9_000.0  # above the highest mountain
BUCKET_S = 60.0
RISE_M = 5.0  # a smaller rise is the receiver's, not the road's


def climb_m(fixes: Fixes) -> float:
    """Sum the ascent of each piece over minute means, rises under 5 m left out.

    Elevations no road reaches are not believed.  0 where the recorder gave none.
    """
    known = np.abs(fixes.ele_m) <= ELE_M_MAX
    if not known.any():
        return 0.0
    ele_m, piece = fixes.ele_m[known], fixes.piece[known]
    minute = ((fixes.t_s[known] - fixes.t_s[0]) // BUCKET_S).astype(np.int64)
    fresh = (minute[1:] != minute[:-1]) | (piece[1:] != piece[:-1])
    edges = np.concatenate(([True], fresh, [True])).nonzero()[0]
    begins = edges[:-1]
    means = np.add.reduceat(ele_m, begins) / (edges[1:] - begins)
    return _ascent_m(means, piece[begins])


def _ascent_m(ele_m: NDArray[np.float64], piece: NDArray[np.int32]) -> float:
    """Add up rises of at least 5 m above the last low point, piece by piece."""
    total_m, low_m, current = 0.0, 0.0, -1
    for height_m, number in zip(ele_m.tolist(), piece.tolist(), strict=True):
        if number != current:
            current, low_m = number, height_m
        elif height_m >= low_m + RISE_M:
            total_m += height_m - low_m
            low_m = height_m
        else:
            low_m = min(low_m, height_m)
    return total_m
