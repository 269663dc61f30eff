"""A stretch of a line, cut out by metres along it."""

from __future__ import annotations

import numpy as np

from muvengine.core.routes.plane import Floats
from muvengine.core.routes.route import Route
from muvengine.core.traces.distance import steps_m


def cut(line: Route, low_m: float, high_m: float) -> tuple[Floats, Floats]:
    """Give the vertices of a stretch, its two ends included.

    Args:
        line: at least two vertices.
        low_m: metres from the first vertex; what lies beyond the line is left out.
        high_m: not below ``low_m``.

    Returns:
        Latitudes and longitudes in degrees, at least two.
    """
    along = np.concatenate(([0.0], np.cumsum(steps_m(line.lat, line.lon))))
    low_m, high_m = np.clip((low_m, high_m), 0.0, along[-1])
    inside = (along > low_m) & (along < high_m)
    at = np.concatenate(([low_m], along[inside], [high_m]))
    return np.interp(at, along, line.lat), np.interp(at, along, line.lon)
