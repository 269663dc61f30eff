"""What somebody might do to a recording, one function each.

Each takes what is in hand and gives what would be sent.  ``cheat_table`` tells what
each starts from, what it is said to be, and what should notice it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from muvengine.core.routes.plane import metres_per_degree
from muvengine.core.traces.distance import steps_m
from muvengine.core.traces.fixes import Fixes
from muvengine.core.units import KMH_PER_MS
from muvengine.formats.trace_generator.companions import behind, some_receiver
from muvengine.formats.trace_generator.drift import wander
from muvengine.formats.trace_generator.line import Line
from muvengine.formats.trace_generator.sets import MadeTrip

Floats = NDArray[np.float64]

DAY_S: Final = 86_400.0
BIKE_KMH: Final = 14.0
WALK_KMH: Final = 5.0
HIDDEN_KMH: Final = 22.0
EDITOR_STEP_S: Final = 5


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """What somebody who cheats has in hand.

    Attributes:
        trip: a journey, recorded.
        other: a recording of another journey.
        dice: chance.
    """

    trip: MadeTrip
    other: Fixes
    dice: np.random.Generator

    @property
    def fixes(self) -> Fixes:
        """The recording that is changed."""
        return self.trip.recordings[0]


def as_it_is(have: Material) -> Fixes:
    """Change nothing: the mode alone is wrong, or the file is sent twice."""
    return have.fixes


def stretched_clock(have: Material) -> Fixes:
    """Stretch the clock until a drive has the mean speed of a bicycle, to whole seconds."""
    return _slowed(have.fixes, BIKE_KMH)


def stretched_to_walk(have: Material) -> Fixes:
    """Stretch the clock until a drive has the mean speed of a walk, to whole seconds."""
    return _slowed(have.fixes, WALK_KMH)


def thinned(have: Material) -> Fixes:
    """Keep one fix every three quarters of a minute: speed between them is anybody's guess."""
    return have.fixes.take(_spaced(have.fixes.t_s, 45.0))


def drive_cut_out(have: Material) -> Fixes:
    """Take out every fix at which the car went faster than a rider."""
    fixes = have.fixes
    kmh = steps_m(fixes.lat, fixes.lon) / np.diff(fixes.t_s) * KMH_PER_MS
    fast = np.concatenate(([False], kmh > HIDDEN_KMH)) | np.concatenate((kmh > HIDDEN_KMH, [False]))
    return fixes.take(~fast | _ends(len(fixes)))


def spliced(have: Material) -> Fixes:
    """Put a drive into the middle of a ride, moved to begin where and when the ride halts."""
    ride, drive = have.fixes, have.other
    half = len(ride) // 2
    moved = replace(
        drive,
        t_s=drive.t_s - drive.t_s[0] + ride.t_s[half - 1] + 5.0,
        lat=np.round(drive.lat - drive.lat[0] + ride.lat[half - 1], 6),
        lon=np.round(drive.lon - drive.lon[0] + ride.lon[half - 1], 6),
    )
    after = ride.take(np.arange(half, len(ride)))
    after = replace(
        after,
        t_s=after.t_s - after.t_s[0] + moved.t_s[-1] + 5.0,
        lat=np.round(after.lat - after.lat[0] + moved.lat[-1], 6),
        lon=np.round(after.lon - after.lon[0] + moved.lon[-1], 6),
    )
    return _joined(ride.take(np.arange(half)), moved, after)


def jumped(have: Material) -> Fixes:
    """Leap three kilometres in the middle of a ride, to claim the way between."""
    fixes = have.fixes
    north_m, _ = metres_per_degree(fixes.lat)
    late = np.arange(len(fixes)) >= len(fixes) // 2
    return replace(fixes, lat=np.round(fixes.lat + np.where(late, 3_000.0 / north_m, 0.0), 6))


def shifted_a_day(have: Material) -> Fixes:
    """Send a ride again as if made the day after."""
    return replace(have.fixes, t_s=have.fixes.t_s + DAY_S)


def retimed(have: Material) -> Fixes:
    """Send another's positions on another day with other times, a little faster or slower."""
    fixes = have.fixes
    since_s = fixes.t_s - fixes.t_s[0]
    pace = float(have.dice.choice((0.9, 1.1)))
    return replace(fixes, t_s=np.round(fixes.t_s[0] + DAY_S + since_s * pace, 3))


def jittered(have: Material) -> Fixes:
    """Send a ride of another day with a metre and a half of noise on each fix."""
    return _noisy(have, 1.5)


def jittered_much(have: Material) -> Fixes:
    """Send a ride of another day with fifteen metres of noise on each fix."""
    return _noisy(have, 15.0)


def replayed(have: Material) -> Fixes:
    """Let a simulated telephone repeat another's motion on another day, with errors of its own."""
    fixes, receiver = have.fixes, some_receiver(have.dice)
    seconds = np.arange(fixes.t_s[0], fixes.t_s[-1])
    east, north = wander(len(seconds), replace(receiver, error_m=1.5), have.dice)
    lat = np.interp(seconds, fixes.t_s, fixes.lat)
    north_m, east_m = metres_per_degree(lat)
    chosen = np.arange(0, len(seconds), receiver.interval_s)
    return _fresh(
        seconds[chosen] + 2 * DAY_S,
        (lat + north / north_m)[chosen],
        (np.interp(seconds, fixes.t_s, fixes.lon) + east / east_m)[chosen],
    )


def drawn_exactly(have: Material) -> Fixes:
    """Follow the line of the streets as exactly as is written, at speeds that vary."""
    journey, every = have.trip.journey, int(have.dice.choice((1, 2, 5)))
    digits = int(have.dice.choice((6, 8)))
    chosen = np.arange(0, len(journey), every)
    start_s = have.trip.start.timestamp()
    return _fresh(start_s + chosen, journey.lat[chosen], journey.lon[chosen], digits)


def at_constant_speed(have: Material) -> Fixes:
    """Give a recorded way new times by its metres, as programs do that add them at one speed."""
    fixes = have.fixes
    moved = np.concatenate(([True], steps_m(fixes.lat, fixes.lon) > 0.0))
    lat, lon = fixes.lat[moved], fixes.lon[moved]
    speed_ms = float(have.dice.uniform(12.0, 18.0)) / KMH_PER_MS
    since_s = np.concatenate(([0.0], np.cumsum(steps_m(lat, lon) / speed_ms)))
    return _fresh(np.round(have.trip.start.timestamp() + since_s, 3), lat, lon)


def planned(have: Material) -> Fixes:
    """Let a route planner draw the way and add the times."""
    journey = have.trip.journey
    line = Line.of(journey.lat, journey.lon)
    along = np.arange(0.0, line.length_m, BIKE_KMH / KMH_PER_MS * EDITOR_STEP_S)
    start_s = have.trip.start.timestamp()
    return _fresh(start_s + EDITOR_STEP_S * np.arange(len(along)), *line.at(along))


def too_smooth(have: Material) -> Fixes:
    """Glide along the streets with a speed that hardly varies, under wandering errors."""
    lat, lon, t_s = _gliding(have)
    east, north = wander(len(t_s), replace(some_receiver(have.dice), error_m=1.0), have.dice)
    north_m, east_m = metres_per_degree(lat)
    return _fresh(t_s, lat + north / north_m, lon + east / east_m)


def under_white_noise(have: Material) -> Fixes:
    """Glide along the streets with three metres of noise drawn anew each second."""
    lat, lon, t_s = _gliding(have)
    north_m, east_m = metres_per_degree(lat)
    noise = have.dice.normal(0.0, 3.0, (2, len(t_s)))
    return _fresh(t_s, lat + noise[0] / north_m, lon + noise[1] / east_m)


def start_aligned(have: Material) -> Fixes:
    """Move a drive of another day to begin when and where somebody's drive did."""
    drive, wanted = have.other, have.fixes
    return replace(
        drive,
        t_s=drive.t_s - drive.t_s[0] + wanted.t_s[0],
        lat=np.round(drive.lat - drive.lat[0] + wanted.lat[0], 6),
        lon=np.round(drive.lon - drive.lon[0] + wanted.lon[0], 6),
    )


def convoy_of_10_s(have: Material) -> Fixes:
    """Drive a car of one's own ten seconds behind the other."""
    return behind(have.trip.journey, have.trip.start, 10.0, have.dice)


def convoy_of_30_s(have: Material) -> Fixes:
    """Drive a car of one's own half a minute behind the other."""
    return behind(have.trip.journey, have.trip.start, 30.0, have.dice)


def convoy_of_60_s(have: Material) -> Fixes:
    """Drive a car of one's own a minute behind the other."""
    return behind(have.trip.journey, have.trip.start, 60.0, have.dice)


def _slowed(fixes: Fixes, kmh: float) -> Fixes:
    since_s = fixes.t_s - fixes.t_s[0]
    now_kmh = float(steps_m(fixes.lat, fixes.lon).sum()) / float(since_s[-1]) * KMH_PER_MS
    return replace(fixes, t_s=np.round(fixes.t_s[0] + since_s * max(now_kmh / kmh, 1.0)))


def _spaced(t_s: Floats, every_s: float) -> NDArray[np.intp]:
    slots = np.floor((t_s - t_s[0]) / every_s)
    return np.flatnonzero(np.concatenate(([True], np.diff(slots) > 0)))


def _ends(count: int) -> NDArray[np.bool_]:
    ends = np.zeros(count, dtype=np.bool_)
    ends[[0, -1]] = True
    return ends


def _noisy(have: Material, metres: float) -> Fixes:
    fixes = have.fixes
    north_m, east_m = metres_per_degree(fixes.lat)
    noise = have.dice.normal(0.0, metres, (2, len(fixes)))
    return replace(
        fixes,
        t_s=fixes.t_s + DAY_S,
        lat=np.round(fixes.lat + noise[0] / north_m, 6),
        lon=np.round(fixes.lon + noise[1] / east_m, 6),
    )


def _gliding(have: Material) -> tuple[Floats, Floats, Floats]:
    """Go along the true way at about one speed, one position a second."""
    journey = have.trip.journey
    line = Line.of(journey.lat, journey.lon)
    speed_ms = BIKE_KMH / KMH_PER_MS
    seconds = np.arange(line.length_m / speed_ms)
    along = np.cumsum(speed_ms * (1.0 + 0.04 * np.sin(seconds / 40.0)))
    lat, lon = line.at(along)
    return lat, lon, have.trip.start.timestamp() + seconds


def _joined(*parts: Fixes) -> Fixes:
    names = ("t_s", "lat", "lon", "ele_m", "accuracy_m")
    columns = {name: np.concatenate([getattr(one, name) for one in parts]) for name in names}
    return Fixes(**columns, piece=np.zeros(sum(map(len, parts)), dtype=np.int32))


def _fresh(t_s: NDArray[np.floating[Any]], lat: Floats, lon: Floats, digits: int = 6) -> Fixes:
    """Give fixes as a script writes them: an even height, and no word on accuracy."""
    count = len(t_s)
    return Fixes(
        t_s=np.asarray(t_s, dtype=np.float64),
        lat=np.round(lat, digits),
        lon=np.round(lon, digits),
        ele_m=np.full(count, 80.0),
        accuracy_m=np.full(count, np.nan),
        piece=np.zeros(count, dtype=np.int32),
    )
