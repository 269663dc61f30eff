"""Positions that come one by one, cut into trips: at a silence, and where somebody rests.

silence   ten minutes without a position: the app sleeps while nobody moves
rest      ten minutes within 60 m: an app that never sleeps goes on sending from a table
trip      what lies between, if it led 100 m away from where it began

The cut looks at a set of positions: neither the order in which they came nor how often each
was sent changes it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from muvengine.core.traces.check import AHEAD_S_MAX, DAY_S, DAYS_BACK_MAX
from muvengine.core.traces.distance import metres_between
from muvengine.core.traces.fixes import Fixes

SILENCE_S: Final = 600.0
REST_S: Final = 600.0
REST_M: Final = 60.0
# Whoever is as near as this to the middle of a rest has arrived.
ARRIVED_M: Final = 25.0
AWAY_M_MIN: Final = 100.0
FIXES_MIN: Final = 5
# Of one telephone, waiting to be cut: more than two days at one in ten seconds.
FIXES_KEPT_MAX: Final = 20_000
KEPT: Final = timedelta(days=3)
# A mast of the telephone network, no satellite.
ACCURACY_M_MAX: Final = 500.0

_LAT_MAX: Final = 90.0
_LON_MAX: Final = 180.0

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class SentFix:
    """One position as an app sent it.

    Attributes:
        at_ms: milliseconds since 1970 UTC.
        lat, lon: degrees.
        accuracy_m: metres; NaN where unknown.
        ele_m: metres; NaN where unknown.
    """

    at_ms: int
    lat: float
    lon: float
    accuracy_m: float = math.nan
    ele_m: float = math.nan


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """Positions between two silences or rests.

    Attributes:
        fixes: by strictly rising time, at least one.
        ended: nothing that comes later belongs to it.
    """

    fixes: Fixes
    ended: bool

    @property
    def is_trip(self) -> bool:
        """Tell whether it leads anywhere: a telephone on a table leaves crumbs."""
        fixes = self.fixes
        if len(fixes) < FIXES_MIN:
            return False
        return float(_from(fixes, fixes.lat[0], fixes.lon[0]).max()) >= AWAY_M_MIN


def is_plausible(fix: SentFix, now: datetime) -> bool:
    """Tell whether a position may be part of a trip that could still count.

    Left out are places that are none, 0, 0 where a receiver had no position, accuracies over
    500 m, and times outside the window for uploads.
    """
    on_earth = abs(fix.lat) <= _LAT_MAX and abs(fix.lon) <= _LON_MAX
    if not on_earth or fix.lat == fix.lon == 0 or fix.accuracy_m > ACCURACY_M_MAX:
        return False
    now_s = now.timestamp()
    return now_s - DAYS_BACK_MAX * DAY_S <= fix.at_ms / 1_000 <= now_s + AHEAD_S_MAX


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a set of positions holds.

    Attributes:
        stretches: in order of time; they share no position, and rests are in none.
        resting_from_ms: where the positions end in a rest, those before this moment say nothing
            any more; None where they do not.
    """

    stretches: tuple[Stretch, ...] = ()
    resting_from_ms: int | None = None


def gather(sent: Iterable[SentFix], now: datetime) -> Gathered:
    """Cut positions into stretches.

    Args:
        sent: in any order, each any number of times.  Of several at one instant the most
            accurate counts, of equals the most southern, then the most western.
        now: aware; a stretch has ended when ten minutes passed since its last position.
    """
    fixes = _in_order(sent)
    if not len(fixes):
        return Gathered()
    quiet = np.flatnonzero(np.diff(fixes.t_s) > SILENCE_S) + 1
    found: list[Stretch] = []
    resting_from_ms = None
    for numbers in np.split(np.arange(len(fixes)), quiet):
        part = fixes.take(numbers)
        silent = now.timestamp() - float(part.t_s[-1]) > SILENCE_S
        rests = _rests(part)
        found += _moving(part, rests, over=silent or numbers[-1] + 1 < len(fixes))
        at_rest = bool(rests) and rests[-1].last == len(part) - 1
        resting_from_ms = round(part.t_s[rests[-1].sure_from] * 1_000) if at_rest else None
    return Gathered(tuple(found), resting_from_ms)


@dataclass(frozen=True, slots=True)
class _Rest:
    """Places of positions: the first and last of a rest, and the last that began a whole one."""

    first: int
    last: int
    sure_from: int


def _in_order(sent: Iterable[SentFix]) -> Fixes:
    best: dict[int, SentFix] = {}
    for fix in sent:
        held = best.get(fix.at_ms)
        if held is None or _rank(fix) < _rank(held):
            best[fix.at_ms] = fix
    chosen = [best[at_ms] for at_ms in sorted(best)]
    return Fixes(
        t_s=np.array([fix.at_ms / 1_000 for fix in chosen]),
        lat=np.array([fix.lat for fix in chosen]),
        lon=np.array([fix.lon for fix in chosen]),
        ele_m=np.array([fix.ele_m for fix in chosen]),
        accuracy_m=np.array([fix.accuracy_m for fix in chosen]),
        piece=np.zeros(len(chosen), dtype=np.int32),
    )


def _rank(fix: SentFix) -> tuple[float, ...]:
    def known(metres: float) -> float:
        return math.inf if math.isnan(metres) else metres

    return known(fix.accuracy_m), fix.lat, fix.lon, known(fix.ele_m)


def _moving(fixes: Fixes, rests: list[_Rest], *, over: bool) -> Iterator[Stretch]:
    """Give what lies between rests; the last one has ended only where all is ``over``."""
    start = 0
    for rest in rests:
        arrived, leaves = _settled(fixes, rest)
        if rest.first > start:
            yield Stretch(fixes.take(np.arange(start, arrived + 1)), ended=True)
        # The last position of a rest is where the next trip sets out.
        start = leaves
    if not rests or rests[-1].last < len(fixes) - 1:
        yield Stretch(fixes.take(np.arange(start, len(fixes))), ended=over)


def _rests(fixes: Fixes) -> list[_Rest]:
    """Find where ten minutes were spent within 60 m."""
    count = len(fixes)
    begins, resting = np.zeros(count, dtype=np.bool_), np.zeros(count, dtype=np.bool_)
    after = np.searchsorted(fixes.t_s, fixes.t_s + REST_S, side="left")
    known = np.flatnonzero(after < count)
    back = after[known]
    still_m = metres_between(fixes.lat[known], fixes.lon[known], fixes.lat[back], fixes.lon[back])
    for at in known[still_m <= REST_M].tolist():
        window = fixes.take(np.arange(at, after[at] + 1))
        if float(_from(window, fixes.lat[at], fixes.lon[at]).max()) <= REST_M:
            begins[at] = True
            resting[at : after[at] + 1] = True
    edges = np.flatnonzero(np.diff(np.concatenate(([False], resting, [False]))))
    return [
        _Rest(first, end - 1, first + int(np.flatnonzero(begins[first:end])[-1]))
        for first, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
    ]


def _settled(fixes: Fixes, rest: _Rest) -> tuple[int, int]:
    """Give the positions at which somebody had arrived, and was still there, in a rest.

    Its first and last ten minutes tell; what comes between, and how long it is, changes nothing.
    """
    numbers = np.arange(rest.first, rest.last + 1)
    t_s = fixes.t_s[numbers]
    begin, end = numbers[t_s <= t_s[0] + REST_S], numbers[t_s >= t_s[-1] - REST_S]
    return int(begin[_near_middle(fixes.take(begin))][0]), int(
        end[_near_middle(fixes.take(end))][-1]
    )


def _near_middle(fixes: Fixes) -> NDArray[np.bool_]:
    middle_m = _from(fixes, float(np.median(fixes.lat)), float(np.median(fixes.lon)))
    return middle_m <= max(ARRIVED_M, float(middle_m.min()))


def _from(fixes: Fixes, lat: float, lon: float) -> Floats:
    count = len(fixes)
    return metres_between(fixes.lat, fixes.lon, np.full(count, lat), np.full(count, lon))
