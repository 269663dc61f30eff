"""One ride of several legs, as a telephone would have recorded it."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import numpy as np
from numpy.typing import NDArray

from muvengine.core.traces.fixes import Fixes
from muvengine.core.units import KMH_PER_MS
from muvengine.formats.trace_generator.drift import Receiver
from muvengine.formats.trace_generator.journey import DRAWN, RideLeg, travel
from muvengine.formats.trace_generator.line import Line
from muvengine.formats.trace_generator.recorder import Session, write_down

__all__ = ["DRAWN", "RideLeg", "record"]

Floats = NDArray[np.float64]

DRAWN_KMH: Final = 5.0
DRAWN_INTERVAL_S: Final = 5


def record(
    legs: tuple[RideLeg, ...], start: datetime, seed: int, receiver: Receiver | None = None
) -> Fixes:
    """Ride the legs and record them with one telephone, from the first second to the last.

    Args:
        legs: in order; each begins where the one before ended.
        start: aware; of the first fix.
        seed: 0 or more; the same seed gives the same trace.
        receiver: a usual telephone when not given.

    Returns:
        Fixes of one piece, positions rounded to 1e-6 degrees, times to whole seconds.
    """
    assert start.tzinfo is not None
    if all(leg.by == DRAWN for leg in legs):
        return _drawn(legs, start)
    dice = np.random.Generator(np.random.PCG64(seed))
    journey = travel(legs, dice)
    return write_down(journey, Session(start), receiver or Receiver(), dice)


def _drawn(legs: tuple[RideLeg, ...], start: datetime) -> Fixes:
    """Give what a route editor's "add times" gives."""
    line = Line.of(
        np.concatenate([leg.lat for leg in legs]), np.concatenate([leg.lon for leg in legs])
    )
    step_m = DRAWN_KMH / KMH_PER_MS * DRAWN_INTERVAL_S
    along = np.arange(0.0, line.length_m, step_m)
    lat, lon = line.at(along)
    return Fixes(
        t_s=_times_s(start, DRAWN_INTERVAL_S * np.arange(len(along))),
        lat=np.round(lat, 6),
        lon=np.round(lon, 6),
        ele_m=np.zeros(len(along)),
        accuracy_m=np.full(len(along), np.nan),
        piece=np.zeros(len(along), dtype=np.int32),
    )


def _times_s(start: datetime, seconds: NDArray[np.intp]) -> Floats:
    return seconds.astype(np.float64) + round(start.timestamp())
