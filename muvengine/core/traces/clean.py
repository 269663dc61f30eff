"""From a recording to a clean, measured trace (design: traces 5 (i))."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from muvengine.core.traces.climb import climb_m
from muvengine.core.traces.fixes import Fixes, Recording
from muvengine.core.traces.grid import lay_grid
from muvengine.core.traces.median import median
from muvengine.core.traces.spikes import SPEED_MS_MAX, without_spikes
from muvengine.core.traces.trace import Hole, Trace

ACCURACY_M_MAX = 100.0
HOLE_S = 60.0
TELEPORT_M = 200.0


def clean(recording: Recording) -> Trace:
    """Clean and measure one recording.

    Inaccurate fixes, doubles and spikes go; the path is cut where a hole of more than 60 s or
    a leap no vehicle makes would have to be bridged; what is left is laid on a 10 s grid.

    Args:
        recording: fixes in any order, at least one.

    Returns:
        The trace; its ``dropped`` gains ``inaccurate``, ``double``, ``spike``, ``teleport``.
    """
    dropped = list(recording.dropped)
    fixes = _accurate(_sorted(recording.fixes), dropped)
    fixes = _without_doubles(fixes, dropped)
    fixes, gap_m, spikes = without_spikes(fixes)
    if spikes:
        dropped.append("spike")
    gap_s = fixes.t_s[1:] - fixes.t_s[:-1]
    hole = gap_s > HOLE_S
    teleport = (gap_m > TELEPORT_M) & (gap_m > SPEED_MS_MAX * gap_s)
    if teleport.any():
        dropped.append("teleport")
    cut = hole | teleport
    fixes = replace(fixes, piece=np.concatenate(([0], cut.cumsum())).astype(np.int32))
    trace = _measured(fixes, _holes(fixes, gap_m, hole), _median(gap_s[~cut]))
    return replace(trace, spikes=spikes, teleports=int(teleport.sum()), dropped=tuple(dropped))


def _measured(fixes: Fixes, holes: tuple[Hole, ...], interval_median_s: float) -> Trace:
    """Measure fixes cut into pieces."""
    grid = lay_grid(fixes)
    start_s, end_s = float(fixes.t_s[0]), float(fixes.t_s[-1])
    return Trace(
        fixes=fixes,
        grid=grid,
        holes=holes,
        start_s=start_s,
        end_s=end_s,
        distance_m=float(grid.step_m[~grid.still].sum()),
        duration_s=end_s - start_s,
        observed_share=_share_observed(end_s - start_s, holes),
        interval_median_s=interval_median_s,
        climb_m=climb_m(fixes),
        spikes=0,
        teleports=0,
    )


def _sorted(fixes: Fixes) -> Fixes:
    """Put the fixes in order of time, those of one time in the file's order."""
    if (fixes.t_s[1:] >= fixes.t_s[:-1]).all():
        return fixes
    return fixes.take(np.argsort(fixes.t_s, kind="stable"))


def _accurate(fixes: Fixes, dropped: list[str]) -> Fixes:
    """Leave out fixes known to be far off."""
    vague = too_vague(fixes)
    if not vague.any():
        return fixes
    dropped.append("inaccurate")
    return fixes.take(~vague)


def too_vague(fixes: Fixes) -> NDArray[np.bool_]:
    """Mark fixes known to be off by more than 100 m; none where few would be left."""
    vague: NDArray[np.bool_] = fixes.accuracy_m > ACCURACY_M_MAX
    if vague.sum() > len(fixes) / 2:
        return np.zeros(len(fixes), dtype=np.bool_)
    return vague


def _without_doubles(fixes: Fixes, dropped: list[str]) -> Fixes:
    """Keep the first of several fixes at one time: nobody is at two places at once."""
    later = fixes.t_s[1:] > fixes.t_s[:-1]
    if later.all():
        return fixes
    dropped.append("double")
    return fixes.take(np.concatenate(([True], later)))


def _holes(fixes: Fixes, gap_m: NDArray[np.float64], hole: NDArray[np.bool_]) -> tuple[Hole, ...]:
    """List the stretches without a fix."""
    return tuple(
        Hole(start_s=float(fixes.t_s[i]), end_s=float(fixes.t_s[i + 1]), gap_m=float(gap_m[i]))
        for i in hole.nonzero()[0]
    )


def _share_observed(duration_s: float, holes: tuple[Hole, ...]) -> float:
    """Tell how much of the time the recorder saw; all of it for a single fix."""
    holes_s = sum(hole.end_s - hole.start_s for hole in holes)
    return 1.0 - holes_s / duration_s if duration_s > 0 else 1.0


def _median(seconds: NDArray[np.float64]) -> float:
    """Give the median, 0 where no two fixes lie in one piece."""
    return median(seconds) if len(seconds) else 0.0
