"""The stops of a timetable, ready to be asked which lines go from here to there."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from muvengine.core.routes.cells import Cells
from muvengine.core.routes.plane import Floats, Ints, Plane
from muvengine.core.routes.stop_places import along_way_m
from muvengine.core.routes.timetable import Timetable

AT_STOP_M: Final = 150.0
# Different stretches of ground that are looked at; lines share streets.
PARTS_MAX: Final = 12


@dataclass(frozen=True, slots=True)
class Call:
    """One stop of one pattern.

    Attributes:
        pattern: number.
        place: of the stop in the timetable's flat arrays.
    """

    pattern: int
    place: int


@dataclass(frozen=True, slots=True)
class Part:
    """Lines that go over one stretch of ground, from one stop to another.

    Attributes:
        calls: where each pattern enters and leaves it, the same stops for all.
        beside_m: how far off the two stops were, together.
    """

    calls: tuple[tuple[Call, Call], ...]
    beside_m: float


class StopIndex:
    """Which patterns call near a position."""

    def __init__(self, timetable: Timetable) -> None:
        self.timetable = timetable
        stops = len(timetable.stop_names)
        by_stop = np.argsort(timetable.pattern_stop, kind="stable")
        self._by_stop = by_stop
        self._first = np.searchsorted(timetable.pattern_stop[by_stop], np.arange(stops + 1))
        self._pattern = np.repeat(
            np.arange(len(timetable.pattern_line)), np.diff(timetable.pattern_first)
        )
        modes = [line.mode for line in timetable.lines]
        self.modes = frozenset(modes[line] for line in timetable.pattern_line.tolist())
        self._mode_of = tuple(modes[line] for line in timetable.pattern_line.tolist())
        served = np.unique(timetable.pattern_stop)
        self._cells = Cells.of(timetable.stop_lat[served], timetable.stop_lon[served], served)

    @cached_property
    def along_m(self) -> tuple[Floats, ...]:
        """Metres along each way to its vertices."""
        table = self.timetable
        edges = table.way_first.tolist()
        return tuple(
            along_way_m(table.way_lat[low:high], table.way_lon[low:high])
            for low, high in itertools.pairwise(edges)
        )

    def near(self, lat: float, lon: float, mode: str, radius_m: float) -> dict[Call, float]:
        """Give the calls of a mode within some metres of a position, and how far they are."""
        table = self.timetable
        here = np.array([lat]), np.array([lon])
        stops = np.unique(self._cells.near(*here, radius_m))
        if not len(stops):
            return {}
        x, y = Plane.around(*here).project(table.stop_lat[stops], table.stop_lon[stops])
        found: dict[Call, float] = {}
        for stop, apart_m in zip(stops.tolist(), np.hypot(x, y).tolist(), strict=True):
            if apart_m > radius_m:
                continue
            for place in self._by_stop[self._first[stop] : self._first[stop + 1]].tolist():
                pattern = int(self._pattern[place])
                if self._mode_of[pattern] == mode:
                    found[Call(pattern, place)] = apart_m
        return found

    def parts(self, begin: dict[Call, float], end: dict[Call, float]) -> list[Part]:
        """Pair calls of one pattern in order, the nearest stops first.

        Patterns that call at the same stops in between share a part.
        """
        ends: dict[int, list[tuple[Call, float]]] = {}
        for call, apart_m in end.items():
            ends.setdefault(call.pattern, []).append((call, apart_m))
        best: dict[int, tuple[float, Call, Call]] = {}
        for call, apart_m in begin.items():
            for other, other_m in ends.get(call.pattern, ()):
                # A loop calls twice at one stop: the shorter way is meant.
                cost = apart_m + other_m + 0.001 * (other.place - call.place)
                held = best.get(call.pattern)
                if call.place < other.place and (held is None or cost < held[0]):
                    best[call.pattern] = (cost, call, other)
        return self._joined(best)

    def _joined(self, best: dict[int, tuple[float, Call, Call]]) -> list[Part]:
        parts: dict[bytes, list[tuple[float, Call, Call]]] = {}
        for one in best.values():
            stops: Ints = self.timetable.pattern_stop[one[1].place : one[2].place + 1]
            parts.setdefault(stops.tobytes(), []).append(one)
        joined = [
            Part(tuple((call, other) for _, call, other in ones), min(one[0] for one in ones))
            for ones in parts.values()
        ]
        return sorted(joined, key=lambda part: part.beside_m)[:PARTS_MAX]
