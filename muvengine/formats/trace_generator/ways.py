"""Ways through the town, drawn by chance, as long as people go in each way of moving."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from muvengine.core.routes.plane import Plane
from muvengine.formats.trace_generator.line import Line, part, through_blocks

Floats = NDArray[np.float64]
Way = tuple[Floats, Floats]

# The inner part of the seed town: ways start here and mostly stay.
SOUTH, WEST, NORTH, EAST = 43.620, 5.070, 43.662, 5.130
LENGTH_M: Final[Mapping[str, tuple[float, float]]] = MappingProxyType(
    {
        "walk": (500.0, 2_500.0),
        "stroll": (400.0, 1_500.0),
        "run": (2_500.0, 7_000.0),
        "wheelchair": (400.0, 1_500.0),
        "bike": (1_500.0, 6_000.0),
        "ebike": (2_500.0, 8_000.0),
        "escooter": (1_000.0, 4_000.0),
        "bus": (2_000.0, 7_000.0),
        "tram": (2_000.0, 7_000.0),
        "subway": (3_000.0, 10_000.0),
        "train": (10_000.0, 30_000.0),
        "car": (2_500.0, 10_000.0),
    }
)
"""Shortest and longest way by way of moving, in metres: from short errands to a long commute."""
# Rails do not turn at corners.
_STRAIGHT: Final = frozenset({"train", "subway"})
_BEND_M: Final = 400.0


def way_for(by: str, dice: np.random.Generator) -> Way:
    """Draw a way: through streets, or along a bending line for trains.

    Args:
        by: a key of ``LENGTH_M``.
        dice: chance.

    Returns:
        Latitudes and longitudes; the start lies in the town.
    """
    wanted_m = float(dice.uniform(*LENGTH_M[by]))
    return _rails(wanted_m, dice) if by in _STRAIGHT else _streets(wanted_m, dice)


def _streets(wanted_m: float, dice: np.random.Generator) -> Way:
    """Go from corner to corner of the town until the way is long enough."""
    here = _somewhere(dice)
    lat, lon = np.array([here[0]]), np.array([here[1]])
    while True:
        there = _somewhere(dice)
        more_lat, more_lon = through_blocks(*here, *there)
        lat, lon, here = np.concatenate((lat, more_lat)), np.concatenate((lon, more_lon)), there
        length_m = Line.of(lat, lon).length_m
        if length_m >= wanted_m:
            return part(lat, lon, 0.0, wanted_m / length_m)


def _rails(wanted_m: float, dice: np.random.Generator) -> Way:
    lat, lon = _somewhere(dice)
    plane = Plane.around(np.array([lat]), np.array([lon]))
    x, y = plane.project(np.array([lat]), np.array([lon]))
    turn, bend = dice.uniform(0.0, 2 * np.pi), dice.uniform(-_BEND_M, _BEND_M)
    along = np.linspace(0.0, wanted_m, 40)
    aside = bend * np.sin(np.pi * along / 5_000.0)
    cos, sin = np.cos(turn), np.sin(turn)
    return plane.degrees(x + along * cos - aside * sin, y + along * sin + aside * cos)


def _somewhere(dice: np.random.Generator) -> tuple[float, float]:
    return float(dice.uniform(SOUTH, NORTH)), float(dice.uniform(WEST, EAST))
