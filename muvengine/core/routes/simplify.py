"""A line with fewer vertices that never leaves the tolerance of the one it came from.

Douglas and Peucker (The Canadian Cartographer 10, 1973): the vertex farthest from the chord
between two kept ones is kept too, until none is farther than the tolerance.  A recording of
thousands of fixes becomes a line that a person can edit.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from muvengine.core.routes.plane import Bools, Floats, Ints, Plane

TOLERANCE_M: Final = 5.0
"""A quarter of the narrowest corridor, and less than a recorder's own noise."""


def simplified(lat: Floats, lon: Floats, tolerance_m: float = TOLERANCE_M) -> Ints:
    """Choose the vertices to keep.

    Args:
        lat: degrees, at least one vertex.
        lon: degrees, as many.
        tolerance_m: how far a vertex left out may lie from the kept line, on the plane around
            the line; 0 leaves out only what lies on it.

    Returns:
        Rising places, the first and the last vertex always among them.
    """
    x, y = Plane.around(lat, lon).project(lat, lon)
    kept: Bools = np.zeros(len(x), dtype=np.bool_)
    kept[[0, -1]] = True
    waiting = [(0, len(x) - 1)]
    while waiting:
        low, high = waiting.pop()
        if high - low <= 1:
            continue
        apart = _apart_m(x[low : high + 1], y[low : high + 1])
        farthest = int(np.argmax(apart))
        if apart[farthest] > tolerance_m:
            middle = low + 1 + farthest
            kept[middle] = True
            waiting += [(low, middle), (middle, high)]
    places: Ints = np.flatnonzero(kept)
    return places


def _apart_m(x: Floats, y: Floats) -> Floats:
    """Measure from the inner vertices to the chord between the first and the last.

    To the chord, not to the endless line through it: a street walked there and back has its
    far end beside the chord, not on it.
    """
    chord_x, chord_y = x[-1] - x[0], y[-1] - y[0]
    from_x, from_y = x[1:-1] - x[0], y[1:-1] - y[0]
    length2 = max(float(chord_x**2 + chord_y**2), float(np.finfo(np.float64).tiny))
    share = np.clip((from_x * chord_x + from_y * chord_y) / length2, 0.0, 1.0)
    apart: Floats = np.hypot(from_x - share * chord_x, from_y - share * chord_y)
    return apart
