"""A clean trace: what the later stages look at."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from muvengine.core.traces.fixes import Fixes


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """The trace on an even 10 s grid; each step joins two grid points of one piece.

    Attributes:
        t_s: start of each step, seconds since 1970 UTC.
        lat, lon: degrees, position at the start of each step.
        step_m: metres covered in the step.
        speed_ms: metres per second over the step, median of three.
        piece: number of the piece the step lies in, rising; never bridged.
        still: True where the step belongs to a stay and its metres do not count.
    """

    t_s: NDArray[np.float64]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    step_m: NDArray[np.float64]
    speed_ms: NDArray[np.float64]
    piece: NDArray[np.int32]
    still: NDArray[np.bool_]

    def take(self, chosen: NDArray[np.bool_] | slice) -> Grid:
        """Give the chosen steps."""
        return Grid(
            t_s=self.t_s[chosen],
            lat=self.lat[chosen],
            lon=self.lon[chosen],
            step_m=self.step_m[chosen],
            speed_ms=self.speed_ms[chosen],
            piece=self.piece[chosen],
            still=self.still[chosen],
        )


@dataclass(frozen=True, slots=True)
class Hole:
    """A stretch of more than 60 s without a fix.

    Attributes:
        start_s, end_s: seconds since 1970 UTC.
        gap_m: straight metres between the fixes on both sides.
    """

    start_s: float
    end_s: float
    gap_m: float


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """One cleaned recording and its measures.

    Attributes:
        fixes: sorted by time, spikes and doubles removed, ``piece`` renumbered so that no
            piece bridges a gap or a teleport.
        grid: see ``Grid``.
        holes: in order of time.
        start_s, end_s: first and last fix, seconds since 1970 UTC.
        distance_m: metres on the grid, stays removed, holes not counted.
        duration_s: from first to last fix.
        observed_share: 0 to 1, share of the duration not inside holes.
        interval_median_s: median time between fixes of one piece.
        climb_m: smoothed metres of ascent, 0 where the recorder gave no elevation.
        spikes, teleports: how many were cut out.
        dropped: codes of what was mended, the recording's included.
    """

    fixes: Fixes
    grid: Grid
    holes: tuple[Hole, ...]
    start_s: float
    end_s: float
    distance_m: float
    duration_s: float
    observed_share: float
    interval_median_s: float
    climb_m: float
    spikes: int
    teleports: int
    dropped: tuple[str, ...] = ()
