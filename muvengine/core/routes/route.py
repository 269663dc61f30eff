"""Set routes of the programme, and how much of one a trace followed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray


class Direction(StrEnum):
    """Which way a route may be followed; a loop may start anywhere."""

    EITHER = "either"
    FORWARD = "forward"
    LOOP = "loop"


@dataclass(frozen=True, slots=True, eq=False)
class Route:
    """A line on the ground that the programme rewards.

    Attributes:
        key: the word rulebooks use, as ``gare-marche``.
        lat, lon: vertices in order, degrees.
        buffer_m: half the width of the corridor, 15 to 75 metres.
        direction: see ``Direction``.
    """

    key: str
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    buffer_m: float = 40.0
    direction: Direction = Direction.EITHER


@dataclass(frozen=True, slots=True)
class RouteMatch:
    """How much of one route a trace followed, in order.

    Attributes:
        key: the route's.
        share: 0 to 1, covered length over length.
        covered_m: metres of the route (never of the trace).
        forward: True along the line as drawn, False against it.
        gaps: stretches of the route that were missed between covered ones, as
            (from_m, to_m) along the line as drawn.
        followed: stretches that count as followed, as (from_m, to_m) along the line as drawn.
        entered_s: when the covered part begins, seconds since 1970 UTC; the mode is judged
            again on the window from here to ``left_s``.
        left_s: when it ends.
    """

    key: str
    share: float
    covered_m: float
    forward: bool
    gaps: tuple[tuple[float, float], ...] = ()
    followed: tuple[tuple[float, float], ...] = ()
    entered_s: float = 0.0
    left_s: float = 0.0

    @property
    def missed(self) -> tuple[tuple[float, float], ...]:
        """Give what is left of the line: before, between and after the followed stretches."""
        length_m = self.covered_m / self.share
        edges_m = [0.0, *(edge for stretch in self.followed for edge in stretch), length_m]
        between = zip(edges_m[::2], edges_m[1::2], strict=True)
        return tuple((low, high) for low, high in between if high - low > 1.0)
