"""The even 10 s grid on which speeds and metres are measured."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from muvengine.core.traces.distance import steps_m, unwrapped
from muvengine.core.traces.fixes import Fixes
from muvengine.core.traces.stays import find_stays
from muvengine.core.traces.trace import Grid

STEP_S = 10.0
MEAN_FIXES_MIN = 3

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]


def lay_grid(fixes: Fixes) -> Grid:
    """Lay an even grid over each piece.

    A grid position is the mean of the fixes within 5 s where there are three or more, else it
    lies on the line between the fixes around it.  A piece shorter than one step gives none.

    Args:
        fixes: sorted by strictly rising time, ``piece`` numbered from 0 without a break.
    """
    begins = np.concatenate(([True], fixes.piece[1:] > fixes.piece[:-1])).nonzero()[0]
    ends = np.concatenate((begins[1:], [len(fixes)]))
    counts = ((fixes.t_s[ends - 1] - fixes.t_s[begins]) // STEP_S).astype(np.int64) + 1
    piece = np.arange(len(begins)).repeat(counts)
    firsts = counts.cumsum() - counts
    t_s = fixes.t_s[begins][piece] + STEP_S * (np.arange(len(piece)) - firsts[piece])
    lat, lon = _positions(fixes, t_s, begins[piece], ends[piece])
    inside = piece[1:] == piece[:-1]
    step_m = steps_m(lat, lon)[inside]
    step_piece = piece[:-1][inside]
    return Grid(
        t_s=t_s[:-1][inside],
        lat=lat[:-1][inside],
        lon=(lon[:-1][inside] + 180.0) % 360.0 - 180.0,
        step_m=step_m,
        speed_ms=_median_of_three(step_m / STEP_S, step_piece),
        piece=step_piece.astype(np.int32),
        still=find_stays(lat, lon, piece)[inside],
    )


def _positions(fixes: Fixes, t_s: Floats, begin: Whole, end: Whole) -> tuple[Floats, Floats]:
    """Place each grid time by the fixes of its own piece; longitudes run on."""
    lat, lon = fixes.lat, unwrapped(fixes.lon)
    low = np.maximum(fixes.t_s.searchsorted(t_s - STEP_S / 2), begin)
    high = np.minimum(fixes.t_s.searchsorted(t_s + STEP_S / 2), end)
    count = high - low
    many = count >= MEAN_FIXES_MIN
    placed = []
    for degrees in (lat, lon):
        straight = np.interp(t_s, fixes.t_s, degrees)
        # Sums of differences from the first fix keep the digits that sums of degrees lose.
        sums = np.concatenate(([0.0], (degrees - degrees[0]).cumsum()))
        mean = (sums[high] - sums[low]) / np.maximum(count, 1) + degrees[0]
        placed.append(np.where(many, mean, straight))
    return placed[0], placed[1]


def _median_of_three(speed_ms: Floats, piece: Whole) -> Floats:
    """Smooth each speed by its neighbours of the same piece; the ends count themselves twice."""
    if len(speed_ms) == 0:
        return speed_ms
    same = piece[1:] == piece[:-1]
    before = speed_ms.copy()
    before[1:][same] = speed_ms[:-1][same]
    after = speed_ms.copy()
    after[:-1][same] = speed_ms[1:][same]
    smooth: Floats = np.maximum(
        np.minimum(before, after),
        np.minimum(np.maximum(before, after), speed_ms),
    )
    return smooth
