"""Metres between positions on the WGS84 ellipsoid, many at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

EQUATOR_M = 6_378_137.0
ECCENTRICITY_SQUARED = 6.694_379_990_141_316e-3

Floats = NDArray[np.float64]


def metres_between(lat_a: Floats, lon_a: Floats, lat_b: Floats, lon_b: Floats) -> Floats:
    """Measure the shortest way over the ellipsoid between pairs of near positions.

    Gauss's mid-latitude formulas on the two radii of curvature at each pair's middle latitude,
    the chord then bent back to its arc.  Steps up to 10 km at latitudes up to 70 degrees agree
    with a geodesic to 1e-8; the antimeridian is no border.

    Takes degrees in arrays of one shape; returns metres of that shape, 0 or more.
    """
    middle = np.radians((lat_a + lat_b) / 2)
    half_turn = np.radians((lon_b - lon_a + 180.0) % 360.0 - 180.0) / 2
    half_rise = np.radians(lat_b - lat_a) / 2
    cosine = np.cos(middle)
    flat = 1.0 - ECCENTRICITY_SQUARED * (1.0 - cosine * cosine)
    across_m = EQUATOR_M / np.sqrt(flat)
    along_m = across_m * ((1.0 - ECCENTRICITY_SQUARED) / flat)
    chord_m = 2 * np.hypot(
        across_m * cosine * np.sin(half_turn),
        along_m * np.sin(half_rise) * np.cos(half_turn),
    )
    measured: Floats = chord_m * (1.0 + (chord_m / EQUATOR_M) ** 2 / 24)
    return measured


def steps_m(lat: Floats, lon: Floats) -> Floats:
    """Measure the steps of a path, one fewer than its positions."""
    return metres_between(lat[:-1], lon[:-1], lat[1:], lon[1:])


def unwrapped(lon: Floats) -> Floats:
    """Give longitudes that run on across the antimeridian instead of jumping by 360 degrees."""
    steps = (np.diff(lon) + 180.0) % 360.0 - 180.0
    return np.concatenate((lon[:1], lon[0] + np.cumsum(steps)))
