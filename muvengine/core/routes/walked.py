"""The line a person moved along, as points close enough for corridors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from muvengine.core.routes.plane import Bools, Floats, Ints, Plane, spread
from muvengine.core.traces.trace import Trace

# Fixes nearer than this along the line say nothing new about a 25 m bin.
THIN_M: Final = 8.0
FILL_M: Final = 15.0


@dataclass(frozen=True, slots=True, eq=False)
class Walked:
    """Points in order of time, at most ``FILL_M`` apart within a piece.

    Attributes:
        x, y: metres on the plane.
        t_s: seconds since 1970 UTC.
        seen: False for points set between two fixes.
        piece: number of the piece; between two nobody knows where the person was.
    """

    x: Floats
    y: Floats
    t_s: Floats
    seen: Bools
    piece: Ints


def walk(trace: Trace, plane: Plane) -> Walked:
    """Thin and fill the fixes of a trace to an even line; at least one fix."""
    fixes = trace.fixes
    x, y = plane.project(fixes.lat, fixes.lon)
    piece = fixes.piece.astype(np.int64)
    steps = np.hypot(np.diff(x), np.diff(y))
    along = np.concatenate(([0.0], np.cumsum(steps)))
    bins = np.floor(along / THIN_M)
    ends = np.diff(piece) != 0
    kept = np.concatenate(([True], (np.diff(bins) > 0) | ends))
    kept[:-1] |= ends
    kept[-1] = True
    return _fill(x[kept], y[kept], fixes.t_s[kept], piece[kept])


def _fill(x: Floats, y: Floats, t_s: Floats, piece: Ints) -> Walked:
    """Set points between neighbours of one piece that are more than ``FILL_M`` apart."""
    steps = np.hypot(np.diff(x), np.diff(y))
    parts = np.where(np.diff(piece) == 0, np.ceil(steps / FILL_M), 1).astype(np.int64)
    if not len(parts) or parts.max() <= 1:
        return Walked(x, y, t_s, np.ones(len(x), dtype=np.bool_), piece)
    counts = np.append(np.maximum(parts, 1), 1)
    place, owner = spread(np.zeros(len(counts), dtype=np.int64), counts)
    share = place / counts[owner]
    return Walked(
        x=x[owner] + share * np.append(np.diff(x), 0.0)[owner],
        y=y[owner] + share * np.append(np.diff(y), 0.0)[owner],
        t_s=t_s[owner] + share * np.append(np.diff(t_s), 0.0)[owner],
        seen=place == 0,
        piece=piece[owner],
    )
