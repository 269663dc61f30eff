"""The line a person moved along, as points close enough for corridors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from muvengine.core.routes.plane import Bools, Floats, Ints, Plane, along_m, spread
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
    bins = np.floor(along_m(x, y) / THIN_M)
    ends = piece[1:] != piece[:-1]
    kept = np.concatenate(([True], (bins[1:] > bins[:-1]) | ends))
    kept[:-1] |= ends
    kept[-1] = True
    return _fill(x[kept], y[kept], fixes.t_s[kept], piece[kept])


def _fill(x: Floats, y: Floats, t_s: Floats, piece: Ints) -> Walked:
    """Set points between neighbours of one piece that are more than ``FILL_M`` apart."""
    dx, dy = x[1:] - x[:-1], y[1:] - y[:-1]
    whole = piece[1:] == piece[:-1]
    parts = np.where(whole, np.ceil(np.hypot(dx, dy) / FILL_M), 1).astype(np.int64)
    if not len(parts) or parts.max() <= 1:
        return Walked(x, y, t_s, np.ones(len(x), dtype=np.bool_), piece)
    counts = np.concatenate((np.maximum(parts, 1), [1]))
    place, owner = spread(np.zeros(len(counts), dtype=np.int64), counts)
    share = place / counts[owner]
    return Walked(
        x=x[owner] + share * np.concatenate((dx, [0.0]))[owner],
        y=y[owner] + share * np.concatenate((dy, [0.0]))[owner],
        t_s=t_s[owner] + share * np.concatenate((t_s[1:] - t_s[:-1], [0.0]))[owner],
        seen=place == 0,
        piece=piece[owner],
    )
