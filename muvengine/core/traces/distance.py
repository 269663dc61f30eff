"""Metres between positions on the WGS84 ellipsoid, many at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

EQUATOR_M = 6_378_137.0
ECCENTRICITY_SQUARED = 6.694_379_990_141_316e-3
HALF_TURN = 180.0

Floats = NDArray[np.float64]


def metres_between(lat_a: Floats, lon_a: Floats, lat_b: Floats, lon_b: Floats) -> Floats:
    """Measure the shortest way over the ellipsoid between pairs of near positions.

    Gauss's mid-latitude formulas on the two radii of curvature at each pair's middle latitude,
    the chord then bent back to its arc.  Steps up to 10 km at latitudes up to 70 degrees agree
    with a geodesic to 1e-8; the antimeridian is no border.

    Takes degrees in arrays of one shape; returns metres of that shape, 0 or more.
    """
    middle = np.radians((lat_a + lat_b) / 2)
    half_turn = np.radians(shortest_turn(lon_b - lon_a)) / 2
    half_rise = np.radians(lat_b - lat_a) / 2
    across_m, along_m = _radii_m(np.cos(middle))
    chord_m = 2 * np.hypot(
        across_m * np.sin(half_turn),
        along_m * np.sin(half_rise) * np.cos(half_turn),
    )
    measured: Floats = chord_m * (1.0 + (chord_m / EQUATOR_M) ** 2 / 24)
    return measured


def steps_m(lat: Floats, lon: Floats) -> Floats:
    """Measure the steps of a path, one fewer than its positions."""
    return metres_between(lat[:-1], lon[:-1], lat[1:], lon[1:])


def sides_m(lat: Floats, lon: Floats) -> tuple[Floats, Floats]:
    """Split the steps of a path into metres to the east and to the north.

    On the radii at each step's middle latitude, as ``metres_between``; up to a kilometre and 70
    degrees of latitude the two sides make its length to 1e-8.
    """
    across_m, along_m = _radii_m(np.cos(np.radians((lat[1:] + lat[:-1]) / 2)))
    east_m: Floats = across_m * np.radians(shortest_turn(lon[1:] - lon[:-1]))
    north_m: Floats = along_m * np.radians(lat[1:] - lat[:-1])
    return east_m, north_m


def unwrapped(lon: Floats) -> Floats:
    """Give longitudes that run on across the antimeridian instead of jumping by 360 degrees."""
    turns = lon[1:] - lon[:-1]
    shorter = shortest_turn(turns)
    if shorter is turns:
        return lon
    return np.concatenate((lon[:1], lon[0] + np.cumsum(shorter)))


def shortest_turn(degrees: Floats) -> Floats:
    """Give the shorter way round for differences of longitudes, -180 to 180."""
    if not len(degrees) or np.abs(degrees).max() <= HALF_TURN:
        return degrees
    shorter: Floats = (degrees + HALF_TURN) % (2 * HALF_TURN) - HALF_TURN
    return shorter


def _radii_m(cosine: Floats) -> tuple[Floats, Floats]:
    """Give the radii of a circle of latitude and of its meridian by the latitude's cosine."""
    flat = 1.0 - ECCENTRICITY_SQUARED * (1.0 - cosine * cosine)
    normal_m = EQUATOR_M / np.sqrt(flat)
    return normal_m * cosine, normal_m * ((1.0 - ECCENTRICITY_SQUARED) / flat)
