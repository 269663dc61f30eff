"""Traces made for tests: a seeded walker with the noise of a phone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from muvengine.core.traces.fixes import Fixes, Recording

START = datetime(2026, 5, 4, 8, tzinfo=UTC)
LAT, LON = 43.64, 5.10
METRES_PER_DEGREE = 111_106.0

Metres = NDArray[np.floating[Any]]


def fixes_of(
    t_s: Metres,
    north_m: Metres,
    east_m: Metres,
    *,
    lat: float = LAT,
    lon: float = LON,
) -> Fixes:
    """Fixes at offsets from a place; no elevation, no accuracy, one piece."""
    unknown = np.full(len(t_s), np.nan)
    easting = METRES_PER_DEGREE * np.cos(np.radians(lat))
    return Fixes(
        t_s=np.asarray(START.timestamp() + t_s, dtype=np.float64),
        lat=np.asarray(lat + north_m / METRES_PER_DEGREE, dtype=np.float64),
        lon=(lon + east_m / easting + 180.0) % 360.0 - 180.0,
        ele_m=unknown,
        accuracy_m=unknown.copy(),
        piece=np.zeros(len(t_s), dtype=np.int32),
    )


def walk(
    fixes: int = 301, *, speed_ms: float = 1.4, every_s: float = 5.0, noise_m: float = 0.0
) -> Fixes:
    """A walk north; noise wanders as a receiver's does instead of jumping at each fix."""
    dice = np.random.default_rng(7)
    t_s = np.arange(fixes) * every_s
    return fixes_of(t_s, speed_ms * t_s + drift(dice, fixes, noise_m), drift(dice, fixes, noise_m))


def drift(dice: np.random.Generator, fixes: int, noise_m: float) -> Metres:
    """The wandering error of a receiver: each fix's is the mean of ten draws."""
    return np.convolve(dice.normal(0, noise_m, fixes + 9), np.ones(10) / 10, mode="valid")


def recording(fixes: Fixes, creator: str = "phone") -> Recording:
    """A recording of these fixes."""
    return Recording(fixes=fixes, creator=creator)
