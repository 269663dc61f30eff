"""What the fixes of a recording must be to become a trip, here and now."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from muvengine.core.errors import (
    OutsideArea,
    TimeFuture,
    TimeOld,
    TimeOrder,
    TimeZero,
    TooLong,
)
from muvengine.core.traces.area import Area
from muvengine.core.traces.distance import metres_between, steps_m
from muvengine.core.traces.fixes import Fixes, Recording
from muvengine.core.traces.median import median

DAY_S = 86_400
DAYS_BACK_MAX = 7
AHEAD_S_MAX = 600
STRAY_SHARE_MAX = 0.1
STRAY_S = 30 * DAY_S
FAR_SHARE_MAX = 0.05
FAR_M = 200_000.0
# No receiver wrote a time before the system's first day, nor after this engine's last.
FIRST_S = datetime(1980, 1, 6, tzinfo=UTC).timestamp()
LAST_S = datetime(2100, 1, 1, tzinfo=UTC).timestamp()
# Putting swapped fixes in order shortens the way; tearing one apart makes it longer.
TORN_RATIO = 1.5
TORN_M = 100.0


def check_recording(
    recording: Recording,
    *,
    area: Area | None,
    now: datetime | None,
    days_back_max: int = DAYS_BACK_MAX,
) -> Recording:
    """Judge when and where a recording was made, and put its fixes in order of time.

    Fixes months away from the rest (a receiver that had no clock yet) and fixes at 0, 0 (one
    that had no position) are left out while they are few: ``bad_time``, ``bad_coord``.  Fixes
    out of order are sorted: ``time_sorted``.

    Args:
        recording: as read.
        area: where the programme is; None accepts any place.
        now: the moment of the upload; None accepts any date a receiver could have written.
        days_back_max: how long after its end a trip may be uploaded.

    Raises:
        TimeOld: it ended before the window, or some of it is more than a day older.
        TimeFuture: it ends more than ten minutes after ``now``.
        TimeOrder: the fixes cannot be sorted without tearing the way apart, as with two tracks
            of the same time in two places.
        TimeZero: several fixes, all at one instant.
        TooLong: more than a day from first to last fix.
        OutsideArea: neither its first nor its last fix lies in the area, or more than a few
            lie where no trip of a day leads.
    """
    dropped = list(recording.dropped)
    fixes = _without_strays(recording.fixes, dropped)
    _check_window(fixes, now, days_back_max)
    fixes = _in_order(fixes, dropped)
    _check_duration(fixes)
    fixes = _without_null_island(fixes, dropped)
    if area is not None:
        _check_area(fixes, area)
    return replace(recording, fixes=fixes, dropped=tuple(dropped))


def _note(dropped: list[str], code: str) -> None:
    """Name a thing left out once."""
    if code not in dropped:
        dropped.append(code)


def _without_strays(fixes: Fixes, dropped: list[str]) -> Fixes:
    """Leave out a few fixes whose clock was months off.

    A receiver that starts without a clock counts from 1970 until it hears one: such fixes go
    as long as most of the recording has a time.
    """
    if fixes.t_s.max() - fixes.t_s.min() <= STRAY_S:
        return fixes
    stray = np.abs(fixes.t_s - median(fixes.t_s)) > STRAY_S
    clockless = stray & (fixes.t_s < FIRST_S)
    few = stray.sum() < STRAY_SHARE_MAX * len(fixes)
    if not stray.any() or not (few or (clockless == stray).all()):
        return fixes
    _note(dropped, "bad_time")
    return fixes.take(~stray)


def _check_window(fixes: Fixes, now: datetime | None, days_back_max: int) -> None:
    """Compare the end with the window for uploads, and the start with a day before it."""
    start_s, end_s = float(fixes.t_s.min()), float(fixes.t_s.max())
    oldest_s = FIRST_S if now is None else now.timestamp() - days_back_max * DAY_S
    if end_s < oldest_s or start_s < max(oldest_s - DAY_S, FIRST_S):
        raise TimeOld(end_s=end_s, days_back_max=days_back_max)
    newest_s = LAST_S if now is None else now.timestamp() + AHEAD_S_MAX
    if end_s > newest_s:
        raise TimeFuture(end_s=end_s)


def _in_order(fixes: Fixes, dropped: list[str]) -> Fixes:
    """Sort by time where that mends the way, refuse where it tears it apart."""
    if (fixes.t_s[1:] >= fixes.t_s[:-1]).all():
        return fixes
    ordered = fixes.take(np.argsort(fixes.t_s, kind="stable"))
    as_written_m = float(_way_m(fixes, fixes.piece[1:] == fixes.piece[:-1]))
    if _way_m(ordered, _bridged(ordered.piece)) > TORN_RATIO * as_written_m + TORN_M:
        raise TimeOrder(backward=int((np.diff(fixes.t_s) < 0).sum()))
    _note(dropped, "time_sorted")
    return ordered


def _way_m(fixes: Fixes, counted: NDArray[np.bool_]) -> float:
    """Measure the counted steps."""
    return float(steps_m(fixes.lat, fixes.lon)[counted].sum())


def _bridged(piece: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Mark the steps a sorted way really takes: all but those to a segment not yet begun.

    Segments that only stand in another order in the file are no fault: the step from the end
    of one to the start of the next was a pause before and after sorting.
    """
    first_seen = np.zeros(len(piece), dtype=np.bool_)
    first_seen[np.unique(piece, return_index=True)[1]] = True
    return ~first_seen[1:]


def _check_duration(fixes: Fixes) -> None:
    """Refuse what took no time, or more than a day; a single fix is merely short."""
    duration_s = float(fixes.t_s[-1] - fixes.t_s[0])
    if duration_s == 0 and len(fixes) > 1:
        raise TimeZero(fixes=len(fixes))
    if duration_s > DAY_S:
        raise TooLong(duration_s=round(duration_s), duration_s_max=DAY_S)


def _without_null_island(fixes: Fixes, dropped: list[str]) -> Fixes:
    """Leave out a few fixes at 0, 0: a receiver without a position."""
    nowhere = (fixes.lat == 0) & (fixes.lon == 0)
    if not nowhere.any() or nowhere.sum() > FAR_SHARE_MAX * len(fixes):
        return fixes
    _note(dropped, "bad_coord")
    return fixes.take(~nowhere)


def _check_area(fixes: Fixes, area: Area) -> None:
    """Ask for a trip that starts or ends in the area and stays within a day's reach of it."""
    lat, lon = fixes.lat, fixes.lon
    if area.holds(lat.min(), lon.min()) and area.holds(lat.max(), lon.max()):
        return
    lat, lon = np.clip(lat, area.south, area.north), np.clip(lon, area.west, area.east)
    outside_m = metres_between(fixes.lat, fixes.lon, lat, lon)
    far = outside_m > FAR_M
    near = outside_m[~far]
    if far.sum() > FAR_SHARE_MAX * len(fixes) or (near[0] > 0 and near[-1] > 0):
        raise OutsideArea(nearest_m=round(float(outside_m.min())))
