"""A way through town: a polyline that can be asked for the position after so many metres."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from muvengine.core.routes.plane import Plane

Floats = NDArray[np.float64]

# The old towns of the south turn their grid a little off north.
GRID_TURN_RAD: Final = 0.35
BLOCK_M: Final = 130.0
# A turn sharper than this makes a rider slow down.
CORNER_RAD: Final = 0.6
# Corners are looked for over this stretch: a street's small bends are none.
CORNER_SPAN_M: Final = 12.0


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A polyline on the ground.

    Attributes:
        plane: the flat ground it lies on.
        x, y: metres east and north, at least two vertices.
        along_m: metres from the start to each vertex, rising.
    """

    plane: Plane
    x: Floats
    y: Floats
    along_m: Floats

    @classmethod
    def of(cls, lat: Floats, lon: Floats) -> Self:
        """Lay a line over positions; vertices on top of each other count once."""
        plane = Plane.around(lat, lon)
        x, y = plane.project(lat, lon)
        moved = np.concatenate(([True], np.hypot(np.diff(x), np.diff(y)) > 0.01))  # noqa: PLR2004
        x, y = x[moved], y[moved]
        assert len(x) > 1, "a line has two ends"
        steps = np.hypot(np.diff(x), np.diff(y))
        return cls(plane, x, y, np.concatenate(([0.0], np.cumsum(steps))))

    @property
    def length_m(self) -> float:
        """Metres from end to end."""
        return float(self.along_m[-1])

    def at(self, along_m: Floats) -> tuple[Floats, Floats]:
        """Give latitudes and longitudes after so many metres, held at both ends."""
        x = np.interp(along_m, self.along_m, self.x)
        y = np.interp(along_m, self.along_m, self.y)
        return self.plane.degrees(x, y)

    def corners(self) -> tuple[Floats, Floats]:
        """Give where the line turns sharply, in metres, and by how much, in radians."""
        inner = self.along_m[1:-1]
        here = self._xy(inner)
        before, after = self._xy(inner - CORNER_SPAN_M), self._xy(inner + CORNER_SPAN_M)
        came = np.arctan2(here[1] - before[1], here[0] - before[0])
        goes = np.arctan2(after[1] - here[1], after[0] - here[0])
        turn = np.abs((goes - came + np.pi) % (2 * np.pi) - np.pi)
        sharp = turn > CORNER_RAD
        return inner[sharp], turn[sharp]

    def _xy(self, along_m: Floats) -> tuple[Floats, Floats]:
        return np.interp(along_m, self.along_m, self.x), np.interp(along_m, self.along_m, self.y)


def part(lat: Floats, lon: Floats, start: float, end: float) -> tuple[Floats, Floats]:
    """Cut a share of a line out; backwards when ``start`` is after ``end``.

    Positions are in degrees; start and end are 0 to 1 of the length and differ.
    """
    assert start != end
    line = Line.of(lat, lon)
    low, high = sorted((start, end))
    inside = (line.along_m > low * line.length_m) & (line.along_m < high * line.length_m)
    cut = np.concatenate(
        ([low * line.length_m], line.along_m[inside], [high * line.length_m]),
    )
    return line.at(cut if start < end else cut[::-1])


def through_blocks(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> tuple[Floats, Floats]:
    """Draw the way between two places as streets would have it: along, then across.

    The staircase follows a turned grid, its steps uneven as blocks are.
    """
    lat, lon = np.array([lat_a, lat_b]), np.array([lon_a, lon_b])
    plane = Plane.around(lat, lon)
    x, y = plane.project(lat, lon)
    cos, sin = np.cos(GRID_TURN_RAD), np.sin(GRID_TURN_RAD)
    u, v = x * cos + y * sin, y * cos - x * sin
    turns = max(1, round(float(np.ptp(u) + np.ptp(v)) / (2 * BLOCK_M)))
    uneven = 1.0 + 0.4 * np.cos(2.4 * np.arange(turns))
    share = np.concatenate(([0.0], np.cumsum(uneven / uneven.sum())))
    # Each step goes along first: share[1] of u at share[0] of v, and so on.
    along = np.repeat(share, 2)[1:]
    across = np.repeat(share, 2)[:-1]
    u_steps, v_steps = u[0] + along * np.diff(u), v[0] + across * np.diff(v)
    return plane.degrees(u_steps * cos - v_steps * sin, u_steps * sin + v_steps * cos)
