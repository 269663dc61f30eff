"""Routes and trips on a sheet of paper: metres east and north of one corner."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from muvengine.core.routes.chain import Visit
from muvengine.core.routes.route import Direction, Route
from muvengine.core.traces.trace import Trace
from tests.core.modes.made import LAT, LAT_M, LON, LON_M, trace_at

Line = Sequence[tuple[float, float]]

ELL: Line = [(0, 0), (800, 0), (800, 600), (1600, 600)]
"""2 200 m with two corners."""
SQUARE: Line = [(0, 0), (500, 0), (500, 500), (0, 500), (0, 0)]
"""2 000 m around a block."""


def route(
    line: Line,
    *,
    key: str = "route",
    direction: Direction = Direction.EITHER,
    buffer_m: float = 40.0,
) -> Route:
    x, y = np.array(line, dtype=np.float64).T
    return Route(key, LAT + y / LAT_M, LON + x / LON_M, buffer_m, direction)


def along(line: Line, *, speed_ms: float = 1.5, every_s: float = 5.0) -> NDArray[np.float64]:
    """Give x, y and t of somebody following a line at even speed, one row each."""
    x, y = np.array(line, dtype=np.float64).T
    corners_m = np.concatenate(([0.0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))))
    t_s = np.arange(0.0, corners_m[-1] / speed_ms + 1e-9, every_s)
    return np.array(
        [np.interp(t_s * speed_ms, corners_m, x), np.interp(t_s * speed_ms, corners_m, y), t_s]
    )


def trip(line: Line, *, shift: tuple[float, float] = (0.0, 0.0), noise_m: float = 0.0) -> Trace:
    """Walk a line, moved aside by ``shift``, with noise that drifts as real noise does."""
    x, y, t_s = along(line)
    if noise_m:
        random = np.random.default_rng(7)
        drift = np.zeros((2, len(t_s)))
        for k in range(1, len(t_s)):
            drift[:, k] = 0.95 * drift[:, k - 1] + random.normal(0, 0.31 * noise_m, 2)
        x, y = x + drift[0], y + drift[1]
    return trace_at(x + shift[0], y + shift[1], t_s)


def pieced(*parts: tuple[Line, float]) -> Trace:
    """Walk some lines, each begun so many seconds after the one before ended."""
    rows, clock_s = [], 0.0
    for line, pause_s in parts:
        part = along(line)
        part[2] += clock_s + pause_s
        clock_s = float(part[2, -1])
        rows.append(part)
    return trace_at(*np.hstack(rows))


def visits_of(near: list[set[int]], bins: int) -> list[Visit]:
    """Turn "bins near each point" into visits, in the order the chain wants them."""
    visits: list[Visit] = []
    for where in range(bins):
        points = [k for k, here in enumerate(near) if where in here]
        starts = [k for k in points if k - 1 not in points]
        ends = [k for k in points if k + 1 not in points]
        visits += [(where, a, b) for a, b in reversed(list(zip(starts, ends, strict=True)))]
    return visits
