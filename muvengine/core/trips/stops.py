"""Signs at stops: a scan counts for the trip whose trace passed the stop about then.

A scan says who read which sign when, on the town's own clock; the trace says where they were.
Together they catch what a trace alone cannot hide: a recording whose clock was forged, or one
of another day.  What each part of a trip gains (design: traces 5 (iii) C and (v), anchors):

on foot, on wheels   passing the stop is enough: the speed speaks for the mode already
public transport     only a stop where the ride begins or ends, read about when it does: who is
                     driven past a sign, or reads its photo through a window, proves no bus.
                     One end is worth half, since whoever parks at the baker's stands at one
                     end too; both ends, or one beside another proof as a line, are worth all
carpool              nothing: a sign knows no companion, only the second trip does

A photo of a sign read at home finds no trace near the stop at that minute.  A friend's scan is
the friend's.  Whoever reads a photo at the right minute and makes a trace up to go with it is
not told from somebody who was there: signs can be renewed, points are few, and have maximums.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from muvengine.core.modes.limits import Family, ModeLimits
from muvengine.core.modes.verdict import Outcome
from muvengine.core.routes.plane import Plane
from muvengine.core.traces.fixes import Fixes
from muvengine.core.trips.leg import Leg
from muvengine.core.trips.proof import Proof, ProofKind

# The clock of a telephone, and the time it takes to find the sign.
SCAN_APART: Final = timedelta(minutes=5)
SCAN_APART_S: Final = SCAN_APART.total_seconds()
NEAR_M_MAX: Final = 75.0
# A ride begins where the bus leaves, not at the sign.
END_M_MAX: Final = 150.0
# A recorder that sleeps while its owner drinks a coffee.
SLEEP_S_MAX: Final = 1_800.0
# Clocks of a form and of a recorder may differ by the second.
TICK_S: Final = 1.0
ONE_END_SHARE: Final = 0.5
# The same sign read twice is one visit.
AGAIN_AFTER: Final = timedelta(minutes=10)

Floats = NDArray[np.float64]
_PASSED: Final = frozenset({Family.FOOT, Family.WHEELS})


@dataclass(frozen=True, slots=True)
class Stop:
    """Where a sign hangs.

    Attributes:
        key: the shop's.
        name: as on its door.
        lat, lon: degrees.
    """

    key: str
    name: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Scan:
    """Somebody read a sign.

    Attributes:
        id: the row's number.
        stop: the stop's key.
        scanned_at: aware, on the town's clock.
        trip_id: the trip that counts it; None while it waits for one.
    """

    id: int
    stop: str
    scanned_at: datetime
    trip_id: int | None = None


@dataclass(frozen=True, slots=True)
class Passing:
    """A scan and what the trace says of that minute.

    Attributes:
        scan: see there.
        stop: whose sign it was.
        legs: places of the legs during which the trace was near the stop.
        starts, ends: places of the legs that begin, or end, there about then.
    """

    scan: Scan
    stop: Stop
    legs: frozenset[int]
    starts: frozenset[int] = frozenset()
    ends: frozenset[int] = frozenset()


def passings(
    fixes: Fixes, legs: tuple[Leg, ...], scans: Iterable[Scan], stops: Mapping[str, Stop]
) -> tuple[Passing, ...]:
    """Find the scans whose stop the trace passed within 75 m and five minutes.

    Args:
        fixes: cleaned, sorted by strictly rising time, at least one.
        legs: of the trip, in order.
        scans: of its owner; of stops that are not known any more nothing is said.
        stops: by key.
    """
    found = []
    for scan in scans:
        stop = stops.get(scan.stop)
        if stop is None:
            continue
        moments_s = _near_moments(fixes, stop, scan.scanned_at.timestamp())
        if len(moments_s):
            found.append(_passing(fixes, legs, scan, stop, moments_s))
    return tuple(found)


def proofs_by_scans(
    found: Iterable[Passing], legs: tuple[Leg, ...], modes: Mapping[str, ModeLimits]
) -> tuple[Proof, ...]:
    """Give what scans prove, see the module; the verdict on each leg decides what it gains.

    Args:
        found: of one trip.
        legs: of that trip, with the proofs they have already.
        modes: limits by mode, of the rulebook in force.
    """
    held = tuple(found)
    proofs = []
    for number, leg in enumerate(legs):
        family = modes[leg.mode].family if leg.mode in modes else Family.NONE
        counting = [one for one in held if _counts(one, number, family)]
        if not counting:
            continue
        about = {"stop": counting[0].stop.name}
        if family in _PASSED:
            proofs.append(Proof(ProofKind.SCAN, number, about=about))
        else:
            share = 1.0 if leg.proof or _both_ends(counting, number) else ONE_END_SHARE
            proofs.append(Proof(ProofKind.STAMP, number, share, about))
    return tuple(proofs)


def stamping(
    found: Iterable[Passing], legs: tuple[Leg, ...], modes: Mapping[str, ModeLimits]
) -> tuple[Passing, ...]:
    """Choose the passings that count: at a confirmed leg, as the module says for its mode.

    Args:
        found: of one trip.
        legs: of that trip, after ``proofs_by_scans`` were held against them.
        modes: limits by mode, of the rulebook in force.
    """
    families = {
        number: modes[leg.mode].family
        for number, leg in enumerate(legs)
        if leg.outcome == Outcome.CONFIRMED and leg.mode in modes
    }
    return tuple(
        one
        for one in found
        if any(_counts(one, number, family) for number, family in families.items())
    )


def stamps_of(counting: Iterable[Passing]) -> int:
    """Count the stops: one sign read twice on one trip is one stamp."""
    return len({one.stop.key for one in counting})


def _counts(one: Passing, number: int, family: Family) -> bool:
    if family in _PASSED:
        return number in one.legs
    return family is Family.TRANSIT and number in one.starts | one.ends


def _both_ends(counting: list[Passing], number: int) -> bool:
    starts = {one.stop.key for one in counting if number in one.starts}
    ends = {one.stop.key for one in counting if number in one.ends}
    # One sign that hangs at both ends, as of a ride round the block, is one end.
    return bool(starts and ends) and len(starts | ends) > 1


def _passing(
    fixes: Fixes, legs: tuple[Leg, ...], scan: Scan, stop: Stop, moments_s: Floats
) -> Passing:
    x, y = _plane(stop).project(fixes.lat, fixes.lon)
    during: set[int] = set()
    ends: dict[str, set[int]] = {"start_at": set(), "end_at": set()}
    for number, leg in enumerate(legs):
        first_s, last_s = leg.start_at.timestamp() - TICK_S, leg.end_at.timestamp() + TICK_S
        if np.any((moments_s >= first_s) & (moments_s <= last_s)):
            during.add(number)
        for name, numbers in ends.items():
            end_s = getattr(leg, name).timestamp()
            away_m = np.hypot(np.interp(end_s, fixes.t_s, x), np.interp(end_s, fixes.t_s, y))
            about_then = np.min(np.abs(moments_s - end_s)) <= SCAN_APART_S
            if about_then and away_m <= END_M_MAX:
                numbers.add(number)
    return Passing(
        scan, stop, frozenset(during), frozenset(ends["start_at"]), frozenset(ends["end_at"])
    )


def _near_moments(fixes: Fixes, stop: Stop, scan_s: float) -> Floats:
    """Give moments within the window at which the trace was near, nearest ones of each step."""
    first_s, last_s = scan_s - SCAN_APART_S, scan_s + SCAN_APART_S
    x, y = _plane(stop).project(fixes.lat, fixes.lon)
    t_s = fixes.t_s
    alone = t_s[(np.hypot(x, y) <= NEAR_M_MAX) & (t_s >= first_s) & (t_s <= last_s)]
    took_s, dx, dy = np.diff(t_s), np.diff(x), np.diff(y)
    touched = (t_s[:-1] <= last_s) & (t_s[1:] >= first_s)
    joined = np.diff(fixes.piece) == 0
    long2 = dx * dx + dy * dy
    nearest = np.divide(-(x[:-1] * dx + y[:-1] * dy), long2, out=np.zeros_like(dx), where=long2 > 0)
    lowest = np.clip((first_s - t_s[:-1]) / took_s, 0.0, 1.0)
    highest = np.clip((last_s - t_s[:-1]) / took_s, 0.0, 1.0)
    share = np.clip(nearest, lowest, highest)
    away_m = np.hypot(x[:-1] + share * dx, y[:-1] + share * dy)
    passed = touched & joined & (away_m <= NEAR_M_MAX)
    near = np.hypot(x, y) <= NEAR_M_MAX
    # Both sides of a pause are here, so its owner was, too.
    slept = touched & near[:-1] & near[1:] & (took_s <= SLEEP_S_MAX)
    return np.concatenate(
        (
            alone,
            (t_s[:-1] + share * took_s)[passed],
            np.clip(scan_s, t_s[:-1], t_s[1:])[slept],
        )
    )


def _plane(stop: Stop) -> Plane:
    return Plane.around(np.array([stop.lat]), np.array([stop.lon]))
