"""A journey as it really was: one position a second, whoever records it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from muvengine.formats.trace_generator.line import Line
from muvengine.formats.trace_generator.motion import covered_m, pace_of

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

DRAWN: Final = "drawn"
"""A leg drawn on a screen: even steps, no noise, no accuracy; nobody was there."""

UNDERGROUND: Final = frozenset({"subway"})
# A line of the underground comes up at its ends; between them nothing is heard.
PORTAL_SHARE: Final = 0.08


@dataclass(frozen=True, slots=True, eq=False)
class RideLeg:
    """One stretch in one way of moving.

    Attributes:
        by: a key of ``PACES``, or ``DRAWN``.
        lat, lon: the way, degrees, two vertices or more.
        wait_s: seconds spent at its end before the next leg, as in a shop.
        silent: the telephone records nothing on it, as in a tunnel.
        narrow: between high walls, where the receiver errs several times as much.
        vigour: how many times the usual speed.
    """

    by: str
    lat: Floats
    lon: Floats
    wait_s: int = 0
    silent: bool = False
    narrow: bool = False
    vigour: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Journey:
    """Where somebody was, second by second; arrays of one length.

    Attributes:
        lat, lon: degrees.
        ele_m: metres.
        heard: the sky could be heard.
        narrow: between high walls.
    """

    lat: Floats
    lon: Floats
    ele_m: Floats
    heard: Mask
    narrow: Mask

    def __len__(self) -> int:
        return len(self.lat)


def travel(legs: tuple[RideLeg, ...], dice: np.random.Generator) -> Journey:
    """Move along the legs, each beginning where the one before ended."""
    parts = [_along(leg, dice) for leg in legs]
    lat, lon, heard, narrow = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Journey(lat, lon, _ground_m(lat, lon), heard.astype(np.bool_), narrow.astype(np.bool_))


def _along(leg: RideLeg, dice: np.random.Generator) -> tuple[Floats, Floats, Mask, Mask]:
    assert leg.by != DRAWN, "a drawn leg cannot be part of a ride"
    line = Line.of(leg.lat, leg.lon)
    along = covered_m(line, pace_of(leg.by, leg.vigour), dice)
    along = np.concatenate((along, np.full(leg.wait_s, line.length_m)))
    heard = np.full(len(along), not leg.silent)
    if leg.by in UNDERGROUND:
        portal_m = PORTAL_SHARE * line.length_m
        heard &= (along < portal_m) | (along > line.length_m - portal_m)
    return *line.at(along), heard, np.full(len(along), leg.narrow)


def _ground_m(lat: Floats, lon: Floats) -> Floats:
    """Give an invented relief: rising gently to the north-east, with low waves."""
    slope = 82.0 + 900.0 * (lat - 43.64) + 500.0 * (lon - 5.10)
    height: Floats = slope + 2.0 * np.sin(lat * 3000.0) + 2.0 * np.cos(lon * 2500.0)
    return height
