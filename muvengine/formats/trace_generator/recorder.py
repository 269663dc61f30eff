"""What a telephone writes of a journey."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

import numpy as np
from numpy.typing import NDArray

from muvengine.core.routes.plane import metres_per_degree
from muvengine.core.traces.fixes import Fixes
from muvengine.formats.trace_generator.drift import Receiver, claimed_accuracy, wander
from muvengine.formats.trace_generator.journey import Journey

Floats = NDArray[np.float64]
Chosen = NDArray[np.intp]

# High walls hide half the sky and mirror what is left (Groves, 2011: tens of metres).
NARROW_TIMES: Final = 4.0
# A saving recorder still says that it is alive.
ALIVE_S: Final = 30


@dataclass(frozen=True, slots=True)
class Session:
    """When the recorder ran.

    Attributes:
        start: aware; of the journey's first second by the true clock.
        clock_s: seconds by which the telephone's clock is ahead.
        from_s, until_s: seconds of the journey at which it was started and stopped; None for
            the end.
        pauses: seconds from and to which it was paused; a new segment begins after each.
    """

    start: datetime
    clock_s: float = 0.0
    from_s: int = 0
    until_s: int | None = None
    pauses: tuple[tuple[int, int], ...] = ()


def write_down(
    journey: Journey, session: Session, receiver: Receiver, dice: np.random.Generator
) -> Fixes:
    """Record a journey.

    Returns:
        Fixes, positions rounded to 1e-6 degrees; times to whole seconds, or to milliseconds
        where the receiver is uneven or the clock is off by parts of a second.
    """
    assert session.start.tzinfo is not None
    east, north = wander(len(journey), receiver, dice)
    accuracy = claimed_accuracy(east, north, receiver, dice)
    walls = np.where(journey.narrow, NARROW_TIMES, 1.0)
    east, north, accuracy = east * walls, north * walls, accuracy * walls
    chosen = _heard(journey, session, _due(len(journey), receiver, dice))
    chosen = _saved(journey, chosen, receiver)
    east, north, accuracy = east[chosen], north[chosen], accuracy[chosen].round(1)
    late_s = _disturbed(east, north, receiver, dice)
    lat, lon = journey.lat[chosen], journey.lon[chosen]
    north_m, east_m = metres_per_degree(lat)
    silent = np.full(len(chosen), np.nan)
    ele_m = np.round(journey.ele_m[chosen] + 0.15 * north, 1)
    whole_s = round(session.start.timestamp()) + session.clock_s
    return Fixes(
        t_s=np.round(chosen + late_s + whole_s, 3),
        lat=np.round(lat + north / north_m, 6),
        lon=np.round(lon + east / east_m, 6),
        ele_m=silent.copy() if "elevation" in receiver.silent_about else ele_m,
        accuracy_m=silent if "accuracy" in receiver.silent_about else accuracy,
        piece=_pieces(chosen, session),
    )


def _due(seconds: int, receiver: Receiver, dice: np.random.Generator) -> Chosen:
    """Choose the seconds at which a fix is due and not lost; the first and last never are."""
    due = np.arange(0, seconds, receiver.interval_s)
    kept = dice.random(len(due)) >= receiver.lost_share
    kept[0] = kept[-1] = True
    return due[kept]


def _heard(journey: Journey, session: Session, due: Chosen) -> Chosen:
    """Leave out what lies in tunnels, in pauses, before the start and after the stop."""
    until_s = len(journey) if session.until_s is None else session.until_s
    kept = journey.heard[due] & (due >= session.from_s) & (due <= until_s)
    for first_s, last_s in session.pauses:
        kept &= (due < first_s) | (due > last_s)
    return due[kept]


def _saved(journey: Journey, chosen: Chosen, receiver: Receiver) -> Chosen:
    """Leave out fixes too near the last one, as recorders do that save the battery."""
    if receiver.step_m <= 0 or not len(chosen):
        return chosen
    north_m, east_m = metres_per_degree(journey.lat[chosen])
    x, y = journey.lon[chosen] * east_m, journey.lat[chosen] * north_m
    kept = [0]
    for i in range(1, len(chosen)):
        last = kept[-1]
        far = np.hypot(x[i] - x[last], y[i] - y[last]) >= receiver.step_m
        if far or chosen[i] - chosen[last] >= ALIVE_S:
            kept.append(i)
    return chosen[kept]


def _disturbed(
    east: Floats, north: Floats, receiver: Receiver, dice: np.random.Generator
) -> Floats:
    """Add what is drawn anew for each fix to its errors, and give by how much it comes late."""
    count = len(east)
    if receiver.jitter_m > 0:
        east += dice.normal(0.0, receiver.jitter_m, count)
        north += dice.normal(0.0, receiver.jitter_m, count)
    if receiver.spike_share > 0:
        away = dice.random(count) < receiver.spike_share
        turn = dice.uniform(0.0, 2 * np.pi, count)
        east += np.where(away, receiver.spike_m * np.cos(turn), 0.0)
        north += np.where(away, receiver.spike_m * np.sin(turn), 0.0)
    if receiver.uneven_s > 0:
        late_s: Floats = dice.uniform(0.0, receiver.uneven_s, count)
        return late_s
    return np.zeros(count)


def _pieces(chosen: Chosen, session: Session) -> NDArray[np.int32]:
    ends = np.array(sorted(last_s for _, last_s in session.pauses), dtype=np.intp)
    return np.searchsorted(ends, chosen, side="left").astype(np.int32)
