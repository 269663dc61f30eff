"""How people and vehicles move along a line: metres covered, second by second."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from muvengine.core.units import KMH_PER_MS
from muvengine.formats.trace_generator.line import Line

Floats = NDArray[np.float64]

# A vehicle that waits longer than any crossing lets it has been forgotten by the loop.
SECONDS_MAX: Final = 6 * 3600
# Even somebody who has almost stopped takes small steps towards the line.
CREEP_MS: Final = 0.25


@dataclass(frozen=True, slots=True)
class Pace:
    """How one way of moving moves.

    Attributes:
        cruise_kmh: on a free stretch.
        wobble_share: how far speed wanders around it, 0 to 1.
        wobble_s: seconds over which it forgets.
        speed_up_ms2, brake_ms2: metres per second, per second.
        corner_share: of the cruising speed kept in a right-angled corner.
        stops_per_km: crossings, lights or halts where it may have to wait.
        stop_chance: of having to wait at one, 0 to 1.
        stop_s: shortest and longest wait.
    """

    cruise_kmh: float
    wobble_share: float
    wobble_s: float
    speed_up_ms2: float
    brake_ms2: float
    corner_share: float
    stops_per_km: float
    stop_chance: float
    stop_s: tuple[float, float]


# Walks, bicycles, e-bikes, trams and trains move within the spread of the labelled recordings
# (median moving speed, 10th to 90th percentile: walk 4 to 6, bike 13 to 15, e-bike 18 to 22,
# bus 10 to 25, tram 8 to 17, car 19 to 27, train 45 to 96 km/h).  No recording shows the others:
#   run         9 to 12 km/h, what people run five kilometres in without racing
#   wheelchair  pushed 2.8 km/h on average, at home included (Tolerico and others, 2007,
#               0.79 m/s); out of doors faster; with a motor at most 6 km/h on a pavement
#   escooter    France lets none go faster than 25 km/h
#   ebike       the motor helps up to 25 km/h (EN 15194)
_WALK: Final = Pace(4.7, 0.17, 20.0, 0.8, 0.9, 0.95, 5.0, 0.45, (4.0, 28.0))
_BIKE: Final = Pace(15.0, 0.18, 25.0, 0.7, 1.1, 0.6, 2.0, 0.35, (6.0, 30.0))
_BUS: Final = Pace(36.0, 0.10, 20.0, 0.9, 1.1, 0.5, 2.8, 1.0, (14.0, 32.0))
PACES: Final[Mapping[str, Pace]] = MappingProxyType(
    {
        "walk": _WALK,
        "stroll": replace(_WALK, cruise_kmh=3.6, stops_per_km=7.0),
        "run": replace(_WALK, cruise_kmh=9.6, wobble_share=0.18, stops_per_km=2.0),
        "wheelchair": replace(_WALK, cruise_kmh=3.9, wobble_share=0.20, corner_share=0.7),
        "bike": _BIKE,
        "ebike": replace(_BIKE, cruise_kmh=19.0, stops_per_km=1.2),
        "escooter": replace(_BIKE, cruise_kmh=16.0, stops_per_km=1.5),
        "bus": _BUS,
        "tram": replace(_BUS, cruise_kmh=32.0, stops_per_km=2.0, stop_s=(18.0, 35.0)),
        "subway": replace(_BUS, cruise_kmh=60.0, speed_up_ms2=1.0, stops_per_km=1.1),
        "train": replace(_BUS, cruise_kmh=95.0, speed_up_ms2=0.5, stops_per_km=0.2),
        "car": Pace(48.0, 0.10, 15.0, 1.8, 2.0, 0.45, 2.0, 0.4, (8.0, 40.0)),
    }
)


def pace_of(by: str, vigour: float = 1.0) -> Pace:
    """Give the pace of a way of moving, for somebody faster or slower than most.

    Args:
        by: a key of ``PACES``.
        vigour: how many times the usual cruising speed.
    """
    usual = PACES[by]
    # The very float: a ride at the usual pace is the same to the last digit.
    return usual if vigour == 1.0 else replace(usual, cruise_kmh=usual.cruise_kmh * vigour)


def covered_m(line: Line, pace: Pace, dice: np.random.Generator) -> Floats:
    """Move along a line from end to end.

    Speed wanders around the cruising speed, falls before corners and stops as brakes allow,
    and rises again as legs or engines allow.

    Returns:
        Metres from the start, one value a second, from 0 to the line's length.
    """
    stop_m, stop_s = _stops(line, pace, dice)
    slow_m, slow_ms = _slow_places(line, pace, stop_m)
    waits = dict(zip(stop_m.tolist(), stop_s.tolist(), strict=True))
    wobble = _wobble(pace, dice)
    along, speed, passed = 0.0, 0.0, 0
    track = [0.0]
    while along < line.length_m and len(track) < SECONDS_MAX:
        wish = pace.cruise_kmh / KMH_PER_MS * wobble[len(track) % len(wobble)]
        ahead = slow_m[passed:] - along
        braking = np.sqrt(slow_ms[passed:] ** 2 + 2 * pace.brake_ms2 * np.maximum(ahead, 0.0))
        speed = min(float(wish), float(braking.min()), speed + pace.speed_up_ms2)
        along += max(speed, CREEP_MS)
        track.append(min(along, line.length_m))
        while passed < len(slow_m) and slow_m[passed] <= along:
            wait_s = waits.get(float(slow_m[passed]), 0.0)
            if wait_s:
                track.extend([track[-1]] * round(wait_s))
                speed = 0.0
            passed += 1
    return np.array(track)


def _stops(line: Line, pace: Pace, dice: np.random.Generator) -> tuple[Floats, Floats]:
    """Choose where it waits and for how long."""
    count = int(line.length_m * pace.stops_per_km / 1000)
    spots = (np.arange(count) + 0.5 + dice.uniform(-0.25, 0.25, count)) / max(count, 1)
    waits = dice.uniform(*pace.stop_s, count)
    chosen = dice.random(count) < pace.stop_chance
    # Nobody crosses a town without stopping once.
    chosen[count // 2 : count // 2 + 1] |= not chosen.any()
    return spots[chosen] * line.length_m, waits[chosen]


def _slow_places(line: Line, pace: Pace, stop_m: Floats) -> tuple[Floats, Floats]:
    """Put corners and stops in order, with the speed at each; the end of the line is a stop."""
    corner_m, turn = line.corners()
    kept = 1.0 - (1.0 - pace.corner_share) * np.minimum(turn / (np.pi / 2), 1.0)
    where = np.concatenate((corner_m, stop_m, [line.length_m]))
    speed = np.concatenate((kept * pace.cruise_kmh / KMH_PER_MS, np.zeros(len(stop_m) + 1)))
    order = np.argsort(where, kind="stable")
    return where[order], speed[order]


def _wobble(pace: Pace, dice: np.random.Generator) -> Floats:
    """Give half an hour of speeds around 1: a first-order autoregressive walk, kept above 0.5."""
    keep = float(np.exp(-1.0 / pace.wobble_s))
    push = dice.normal(0.0, np.sqrt(1.0 - keep**2), 1800)
    walk = np.empty_like(push)
    state = 0.0
    for second, shove in enumerate(push):
        state = keep * state + shove
        walk[second] = state
    return np.maximum(1.0 + pace.wobble_share * walk, 0.5)
