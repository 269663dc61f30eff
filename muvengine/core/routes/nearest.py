"""Where along a line, and how far from it, do positions lie?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from muvengine.core.routes.plane import Floats, Ints, Plane
from muvengine.core.routes.route import Route

# Positions measured at once: a long line against a long line stays within a few megabytes.
BATCH: Final = 128


@dataclass(frozen=True, slots=True, eq=False)
class Nearest:
    """The nearest points of a line to some positions, one each.

    Attributes:
        along_m: metres from the line's first vertex.
        apart_m: metres from the position.
        step: number of the line's step that holds the point.
        length_m: of the line, measured as ``along_m`` is.
    """

    along_m: Floats
    apart_m: Floats
    step: Ints
    length_m: float


def nearest(line: Route, lat: Floats, lon: Floats) -> Nearest:
    """Find the nearest point of a line to each position, the earlier one where two are as near.

    Args:
        line: at least two vertices.
        lat: degrees.
        lon: degrees, as many.
    """
    plane = Plane.around(line.lat, line.lon)
    x, y = plane.project(line.lat, line.lon)
    at_x, at_y = plane.project(lat, lon)
    found = [
        _nearest(x, y, at_x[begin : begin + BATCH], at_y[begin : begin + BATCH])
        for begin in range(0, len(at_x), BATCH)
    ]
    length_m = float(np.cumsum(np.hypot(np.diff(x), np.diff(y)))[-1])
    if not found:
        return Nearest(np.zeros(0), np.zeros(0), np.zeros(0, dtype=np.int64), length_m)
    along, apart, step = (np.concatenate(part) for part in zip(*found, strict=True))
    return Nearest(along, apart, step, length_m)


def _nearest(x: Floats, y: Floats, at_x: Floats, at_y: Floats) -> tuple[Floats, Floats, Ints]:
    step_x, step_y = np.diff(x), np.diff(y)
    lengths = np.hypot(step_x, step_y)
    length2 = np.maximum(lengths**2, np.finfo(np.float64).tiny)
    from_x, from_y = at_x[:, None] - x[:-1], at_y[:, None] - y[:-1]
    share = np.clip((from_x * step_x + from_y * step_y) / length2, 0.0, 1.0)
    apart = np.hypot(from_x - share * step_x, from_y - share * step_y)
    step = np.argmin(apart, axis=1)
    row = np.arange(len(at_x))
    before = np.concatenate(([0.0], np.cumsum(lengths)))
    return before[step] + share[row, step] * lengths[step], apart[row, step], step
