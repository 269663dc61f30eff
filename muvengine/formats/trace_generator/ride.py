"""One ride of several legs, as a telephone would have recorded it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

import numpy as np
from numpy.typing import NDArray

from muvengine.core.routes.plane import metres_per_degree
from muvengine.core.traces.fixes import Fixes
from muvengine.core.units import KMH_PER_MS
from muvengine.formats.trace_generator.drift import Receiver, claimed_accuracy, wander
from muvengine.formats.trace_generator.line import Line
from muvengine.formats.trace_generator.motion import PACES, covered_m

Floats = NDArray[np.float64]

DRAWN: Final = "drawn"
"""A leg drawn on a screen: even steps, no noise, no accuracy; nobody was there."""

DRAWN_KMH: Final = 5.0
DRAWN_INTERVAL_S: Final = 5


@dataclass(frozen=True, slots=True, eq=False)
class RideLeg:
    """One stretch in one way of moving.

    Attributes:
        by: a key of ``PACES``, or ``DRAWN``.
        lat, lon: the way, degrees, two vertices or more.
        wait_s: seconds spent at its end before the next leg.
        silent: the telephone records nothing on it, as in a tunnel.
    """

    by: str
    lat: Floats
    lon: Floats
    wait_s: int = 0
    silent: bool = False


def record(
    legs: tuple[RideLeg, ...], start: datetime, seed: int, receiver: Receiver | None = None
) -> Fixes:
    """Ride the legs and record them.

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
    receiver = receiver or Receiver()
    dice = np.random.Generator(np.random.PCG64(seed))
    lat, lon, heard = _move(legs, dice)
    east, north = wander(len(lat), receiver, dice)
    accuracy = claimed_accuracy(east, north, receiver, dice)
    north_m, east_m = metres_per_degree(lat)
    chosen = np.arange(0, len(lat), receiver.interval_s)
    kept = dice.random(len(chosen)) >= receiver.lost_share
    kept[0] = kept[-1] = True
    chosen = chosen[kept]
    chosen = chosen[heard[chosen]]
    return Fixes(
        t_s=_times_s(start, chosen),
        lat=np.round(lat + north / north_m, 6)[chosen],
        lon=np.round(lon + east / east_m, 6)[chosen],
        ele_m=np.round(_ground_m(lat, lon) + 0.15 * north, 1)[chosen],
        accuracy_m=accuracy[chosen],
        piece=np.zeros(len(chosen), dtype=np.int32),
    )


def _move(
    legs: tuple[RideLeg, ...], dice: np.random.Generator
) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """Give the true position each second, and whether the telephone could hear."""
    parts: list[tuple[Floats, Floats, NDArray[np.bool_]]] = []
    for leg in legs:
        assert leg.by != DRAWN, "a drawn leg cannot be part of a ride"
        line = Line.of(leg.lat, leg.lon)
        along = covered_m(line, PACES[leg.by], dice)
        along = np.concatenate((along, np.full(leg.wait_s, line.length_m)))
        lat, lon = line.at(along)
        parts.append((lat, lon, np.full(len(along), not leg.silent)))
    lat, lon, heard = (np.concatenate(column) for column in zip(*parts, strict=True))
    return lat, lon, heard


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


def _ground_m(lat: Floats, lon: Floats) -> Floats:
    """Give an invented relief: rising gently to the north-east, with low waves."""
    slope = 82.0 + 900.0 * (lat - 43.64) + 500.0 * (lon - 5.10)
    return slope + 2.0 * np.sin(lat * 3000.0) + 2.0 * np.cos(lon * 2500.0)
