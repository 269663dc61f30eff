"""Any number of trips of one mode, each of somebody else, on another way, by another telephone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from muvengine.core.modes.mode import TRANSIT, Mode
from muvengine.core.traces.fixes import Fixes
from muvengine.formats.trace_generator.companions import companions
from muvengine.formats.trace_generator.journey import UNDERGROUND, Journey, RideLeg, travel
from muvengine.formats.trace_generator.line import Line, part
from muvengine.formats.trace_generator.ways import way_for

BY: Final[Mapping[str, str]] = MappingProxyType(
    {mode.value: mode.value for mode in Mode} | {"carpool": "car"}
)
"""The way of moving that a mode is."""
VIGOUR: Final = (0.85, 1.12)
# Engines crawl with the traffic of the hour; so do the labelled recordings of them.
VIGOUR_IN_TRAFFIC: Final = (0.6, 1.0)
IN_TRAFFIC: Final = frozenset({"car", "bus", "tram"})
NARROW_CHANCE: Final = 0.15
ERRAND_CHANCE: Final = 0.15
ERRAND_S: Final = (200, 900)
STATION_WALK_M: Final = 250.0
STATION_WAIT_S: Final = 90
# Trips begin between six in the morning and ten in the evening.
DAY_S: Final = 16 * 3_600


@dataclass(frozen=True, slots=True)
class TripSet:
    """Trips to be made.

    Attributes:
        mode: of the contract.
        count: of journeys.
        seed: 0 or more.
        first_day: aware; the earliest start.
        days: over how many days they spread.
        phones: that record each journey.
    """

    mode: str
    count: int
    seed: int
    first_day: datetime
    days: int = 1
    phones: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class MadeTrip:
    """One journey and its recordings.

    Attributes:
        number: from 0.
        mode: it was made in.
        journey: as it was.
        start: aware; of its first second.
        recordings: one for each telephone.
    """

    number: int
    mode: str
    journey: Journey
    start: datetime
    recordings: tuple[Fixes, ...]


def make_set(wanted: TripSet) -> Iterator[MadeTrip]:
    """Make the trips one by one; each depends on its number and not on how many there are."""
    for number in range(wanted.count):
        dice = dice_of(wanted.seed, wanted.mode, number)
        journey = travel(_legs(wanted.mode, dice), dice)
        late_s = float(dice.uniform(0.0, DAY_S))
        start = wanted.first_day + timedelta(days=number % wanted.days, seconds=round(late_s))
        recordings = companions(journey, start, wanted.phones, dice)
        yield MadeTrip(number, wanted.mode, journey, start, recordings)


def dice_of(seed: int, *about: object) -> np.random.Generator:
    """Give chance of its own to each thing that is drawn, so that none disturbs another."""
    digest = hashlib.sha256(repr((seed, *about)).encode()).digest()
    return np.random.Generator(np.random.PCG64(int.from_bytes(digest[:8], "big")))


def _legs(mode: str, dice: np.random.Generator) -> tuple[RideLeg, ...]:
    """Draw a ride: mostly straight through, sometimes with an errand or between high walls."""
    by = BY[mode]
    lat, lon = way_for(by, dice)
    vigour = float(dice.uniform(*(VIGOUR_IN_TRAFFIC if by in IN_TRAFFIC else VIGOUR)))
    narrow = bool(dice.random() < NARROW_CHANCE)
    if by in UNDERGROUND:
        return _down_and_up(by, lat, lon, vigour)
    if mode in TRANSIT or len(lat) < 5 or dice.random() >= ERRAND_CHANCE:  # noqa: PLR2004  two legs of two corners
        return (RideLeg(by, lat, lon, narrow=narrow, vigour=vigour),)
    half = len(lat) // 2
    wait_s = int(dice.integers(*ERRAND_S))
    return (
        RideLeg(by, lat[: half + 1], lon[: half + 1], wait_s, narrow=narrow, vigour=vigour),
        RideLeg(by, lat[half:], lon[half:], vigour=vigour),
    )


def _down_and_up(
    by: str, lat: NDArray[np.float64], lon: NDArray[np.float64], vigour: float
) -> tuple[RideLeg, ...]:
    """Walk to the underground, ride, and walk on: recorders are started in the street."""
    share = STATION_WALK_M / Line.of(lat, lon).length_m
    return (
        RideLeg("walk", *part(lat, lon, 0.0, share), wait_s=STATION_WAIT_S),
        RideLeg(by, *part(lat, lon, share, 1.0 - share), vigour=vigour),
        RideLeg("walk", *part(lat, lon, 1.0 - share, 1.0)),
    )
