"""Speed along the way, small enough to be drawn and read: never a place."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from muvengine.core.traces.grid import STEP_S
from muvengine.core.traces.trace import Trace
from muvengine.core.units import KMH_PER_MS, S_PER_MIN

POINTS_MAX: Final = 400
ROWS_MAX: Final = 24
ROW_MINUTES: Final = (1, 2, 5, 10, 15, 30, 60, 120)

Floats = NDArray[np.float64]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Span:
    """A few minutes of a trip.

    Attributes:
        start_s, end_s: seconds since 1970 UTC.
        slowest_kmh, middle_kmh, fastest_kmh: of the moments recorded in it, stays left out;
            None where there are none.
        stayed: some of it was a stay.
    """

    start_s: float
    end_s: float
    slowest_kmh: float | None
    middle_kmh: float | None
    fastest_kmh: float | None
    stayed: bool


@dataclass(frozen=True, slots=True)
class Profile:
    """The speeds a verdict is made of, over time.

    Attributes:
        start_s, end_s: first and last fix, seconds since 1970 UTC.
        runs: (seconds, km/h) in order, one run for each unbroken piece; 0 during stays.
        spans: the same in at most 24 rows of whole minutes on the clock.
    """

    start_s: float
    end_s: float
    runs: tuple[tuple[Point, ...], ...]
    spans: tuple[Span, ...]

    @property
    def top_kmh(self) -> float:
        """The highest speed; 0 where none is known."""
        return max((kmh for run in self.runs for _, kmh in run), default=0.0)


def speed_profile(trace: Trace) -> Profile:
    """Give the speed along a trip.

    Of a long trip the lowest and the highest speed of each few steps are kept, so that what
    passes a limit stays visible.

    Args:
        trace: cleaned.
    """
    grid = trace.grid
    kmh = np.where(grid.still, 0.0, grid.speed_ms * KMH_PER_MS)
    edges = np.flatnonzero(np.diff(grid.piece) > 0) + 1
    pieces = np.split(np.arange(len(kmh)), edges) if len(kmh) else []
    each = max(1, math.ceil(2 * len(kmh) / POINTS_MAX))
    return Profile(
        start_s=trace.start_s,
        end_s=trace.end_s,
        runs=tuple(_run(grid.t_s[piece], kmh[piece], each) for piece in pieces),
        spans=_spans(trace, kmh),
    )


def _run(t_s: Floats, kmh: Floats, each: int) -> tuple[Point, ...]:
    middle_s = t_s + STEP_S / 2
    chosen: list[int] = []
    for first in range(0, len(kmh), each):
        part = kmh[first : first + each]
        chosen += sorted({first + int(part.argmin()), first + int(part.argmax())})
    points = [(float(middle_s[at]), round(float(kmh[at]), 2)) for at in chosen]
    # A piece begins and ends where it was recorded, not in the middle of a step.
    begin = (float(t_s[0]), points[0][1])
    end = (float(t_s[-1]) + STEP_S, points[-1][1])
    return (begin, *points, end)


def _spans(trace: Trace, kmh: Floats) -> tuple[Span, ...]:
    duration_min = (trace.end_s - trace.start_s) / S_PER_MIN
    minutes = next((m for m in ROW_MINUTES if duration_min / m < ROWS_MAX - 1), ROW_MINUTES[-1])
    width_s = minutes * S_PER_MIN
    first = math.floor(trace.start_s / width_s)
    last = max(first, math.ceil(trace.end_s / width_s) - 1)
    row = (trace.grid.t_s // width_s).astype(np.int64)
    spans = []
    for number in range(first, last + 1):
        inside = row == number
        moved = kmh[inside & ~trace.grid.still]
        spans.append(
            Span(
                start_s=max(number * width_s, trace.start_s),
                end_s=min((number + 1) * width_s, trace.end_s),
                slowest_kmh=float(moved.min()) if len(moved) else None,
                middle_kmh=float(np.median(moved)) if len(moved) else None,
                fastest_kmh=float(moved.max()) if len(moved) else None,
                stayed=bool(trace.grid.still[inside].any()),
            )
        )
    return tuple(spans)
