"""What an organiser should know of a route before people follow it: advice, never a refusal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from muvengine.core.routes.nearest import nearest
from muvengine.core.routes.parallel import parallels
from muvengine.core.routes.route import Direction, Route
from muvengine.core.traces.distance import steps_m

STOP_ASIDE_M: Final = 50.0
"""Metres beside the corridor that still count as on the way."""

BUFFER_M_WIDE: Final = 50.0
BUFFER_M_NARROW: Final = 30.0
"""Measured: from 50 m on parallel streets count too, and 30 m tells neighbours apart."""

DIRECTED_M_MIN: Final = 300.0
"""Below this the direction of a recording cannot be told reliably."""

LOOP_ENDS_M_MAX: Final = 100.0


@dataclass(frozen=True, slots=True)
class Stop:
    """A place where people of a route stop, as a shop.

    Attributes:
        key: the shop's.
        lat, lon: degrees.
    """

    key: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class StopAlong:
    """A stop, seen from its route.

    Attributes:
        key: the shop's.
        along_m: metres from the first vertex to the point of the line nearest to it.
        apart_m: metres from the line.
        too_far: True outside the corridor by more than 50 m.
    """

    key: str
    along_m: float
    apart_m: float
    too_far: bool


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to know.

    Attributes:
        code: ``stop_far``, ``parallel``, ``same_street``, ``short``, ``wide`` or ``loop_open``.
        about: key of the shop or of the other route; empty where it is the route itself.
        facts: figures in metres by name.
    """

    code: str
    about: str = ""
    facts: dict[str, float] = field(default_factory=dict)


def stops_along(line: Route, stops: Iterable[Stop]) -> tuple[StopAlong, ...]:
    """Put stops in the order in which a route passes them.

    Args:
        line: at least two vertices.
        stops: in any order.
    """
    known = tuple(stops)
    lat, lon = np.array([(stop.lat, stop.lon) for stop in known]).reshape(-1, 2).T
    found = nearest(line, lat, lon)
    far_m = line.buffer_m + STOP_ASIDE_M
    along = (
        StopAlong(stop.key, round(along_m, 1), round(apart_m, 1), apart_m > far_m)
        for stop, along_m, apart_m in zip(
            known, found.along_m.tolist(), found.apart_m.tolist(), strict=True
        )
    )
    return tuple(sorted(along, key=lambda stop: stop.along_m))


def advice(line: Route, stops: Iterable[StopAlong], others: Iterable[Route]) -> tuple[Advice, ...]:
    """List what is unwise about a route.

    Args:
        line: at least two vertices.
        stops: its own.
        others: the live routes.
    """
    return (*_of_line(line), *_of_stops(stops), *_of_neighbours(line, others))


def _of_line(line: Route) -> Iterator[Advice]:
    length_m = float(steps_m(line.lat, line.lon).sum())
    if line.direction is Direction.FORWARD and length_m < DIRECTED_M_MIN:
        yield Advice("short", facts={"length_m": length_m, "least_m": DIRECTED_M_MIN})
    if line.buffer_m > BUFFER_M_WIDE:
        yield Advice("wide", facts={"buffer_m": line.buffer_m, "most_m": BUFFER_M_WIDE})
    ends_m = float(steps_m(line.lat[[0, -1]], line.lon[[0, -1]])[0])
    if line.direction is Direction.LOOP and ends_m > LOOP_ENDS_M_MAX:
        yield Advice("loop_open", facts={"ends_m": ends_m})


def _of_stops(stops: Iterable[StopAlong]) -> Iterator[Advice]:
    for stop in stops:
        if stop.too_far:
            yield Advice("stop_far", stop.key, {"apart_m": stop.apart_m})


def _of_neighbours(line: Route, others: Iterable[Route]) -> Iterator[Advice]:
    for one in parallels(line, others):
        facts = {"length_m": one.length_m, "apart_m": one.apart_m, "narrow_m": BUFFER_M_NARROW}
        if one.same_street:
            yield Advice("same_street", one.key, facts)
        elif line.buffer_m > BUFFER_M_NARROW:
            yield Advice("parallel", one.key, facts)
