"""Where a vehicle stood: stops of one line in order speak for that line."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

import numpy as np

from muvengine.core.routes.stop_index import Call, StopIndex
from muvengine.core.traces.trace import Trace

STANDING_MS: Final = 1.5
STEP_S: Final = 10.0
# Doors open at the stop, not before the crossing behind it.
AT_DOOR_M: Final = 50.0
DWELLS_MIN: Final = 2
# Traffic jams stand everywhere.
DWELLS_MAX: Final = 60


def dwell_ends(
    trace: Trace, index: StopIndex, mode: str
) -> tuple[dict[Call, float], dict[Call, float]]:
    """Find for each pattern the first and the last of its stops that a trip stood at in order.

    Args:
        trace: cleaned, of the leg only.
        index: of a timetable.
        mode: of the leg.

    Returns:
        The first and the last calls, of patterns with at least two.
    """
    by_pattern: dict[int, list[int]] = {}
    apart_m: dict[int, float] = {}
    for lat, lon in _standing(trace):
        for call, metres in index.near(lat, lon, mode, AT_DOOR_M).items():
            by_pattern.setdefault(call.pattern, []).append(call.place)
            apart_m[call.place] = min(metres, apart_m.get(call.place, metres))
    begin: dict[Call, float] = {}
    end: dict[Call, float] = {}
    for pattern, places in by_pattern.items():
        run = _rising(places)
        if len(run) >= DWELLS_MIN:
            begin[Call(pattern, run[0])] = apart_m[run[0]]
            end[Call(pattern, run[-1])] = apart_m[run[-1]]
    return begin, end


def _standing(trace: Trace) -> Iterator[tuple[float, float]]:
    """Give where the vehicle stood, each time once."""
    grid = trace.grid
    slow = np.concatenate(([False], grid.step_m < STANDING_MS * STEP_S, [False]))
    edges = np.flatnonzero(np.diff(slow.astype(np.int8)))
    for first, last in zip(edges[::2][:DWELLS_MAX], edges[1::2], strict=False):
        yield float(grid.lat[first:last].mean()), float(grid.lon[first:last].mean())


def _rising(places: list[int]) -> list[int]:
    """Give a longest rising run of places in the order they were stood at."""
    tops: list[int] = []
    runs: list[list[int]] = []
    for place in places:
        k = bisect_left(tops, place)
        run = [*(runs[k - 1] if k else []), place]
        tops[k : k + 1] = [place]
        runs[k : k + 1] = [run]
    return runs[-1] if runs else []
