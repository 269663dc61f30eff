"""What cleaning left out of a recording, and when: for people to read.

Nothing here is asked while a trip is judged: a recording and its trace are compared
afterwards, when somebody looks, so that an upload pays nothing for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from muvengine.core.traces.clean import HOLE_S, TELEPORT_M, too_vague
from muvengine.core.traces.distance import metres_between, steps_m, unwrapped
from muvengine.core.traces.fixes import Fixes, Recording
from muvengine.core.traces.grid import STEP_S
from muvengine.core.traces.spikes import SPEED_MS_MAX
from muvengine.core.traces.trace import Trace

# Of one kind, more than this are told in one sentence.
TOLD_APART_MAX: Final = 3

Mask = NDArray[np.bool_]


class CutKind(StrEnum):
    """Why something does not count.

    Positions that the receiver itself called vague, positions at a time that had one already,
    positions that leap away and back, leaps no vehicle makes, times without a position, times
    between two segments of the file, and stays of five minutes, during which positions drift.
    """

    INACCURATE = "inaccurate"
    DOUBLE = "double"
    SPIKE = "spike"
    TELEPORT = "teleport"
    GAP = "gap"
    PAUSE = "pause"
    STAY = "stay"


@dataclass(frozen=True, slots=True)
class Cut:
    """One thing that does not count; never a place.

    Attributes:
        kind: see ``CutKind``.
        start_s, end_s: seconds since 1970 UTC; alike for a single position.
        count: positions left out; 0 where there were none.
        metres: how far a spike leapt from the way, how far apart both ends of a leap, gap or
            pause are, how much a position drifted in a stay; else 0.
    """

    kind: CutKind
    start_s: float
    end_s: float
    count: int = 0
    metres: float = 0.0


def find_cuts(recording: Recording, trace: Trace) -> tuple[Cut, ...]:
    """List what was left out between a recording and its trace, in order of time.

    Args:
        recording: as it was checked.
        trace: ``clean(recording)``.
    """
    found = [*_positions(recording.fixes, trace), *_breaks(recording.fixes, trace), *_stays(trace)]
    return tuple(sorted(found, key=lambda cut: (cut.start_s, cut.end_s)))


def told_together(cuts: tuple[Cut, ...]) -> tuple[tuple[Cut, ...], ...]:
    """Put cuts together as people are told of them: many of one kind in one sentence."""
    groups: list[tuple[Cut, ...]] = []
    for kind in CutKind:
        alike = tuple(cut for cut in cuts if cut.kind is kind)
        if len(alike) > TOLD_APART_MAX:
            groups.append(alike)
        else:
            groups += [(cut,) for cut in alike]
    return tuple(sorted(groups, key=lambda group: group[0].start_s))


def _positions(fixes: Fixes, trace: Trace) -> list[Cut]:
    """List runs of positions that are not in the trace."""
    fixes = fixes.take(np.argsort(fixes.t_s, kind="stable"))
    vague = too_vague(fixes)
    first = np.zeros(len(fixes), dtype=np.bool_)
    left = np.flatnonzero(~vague)
    first[left] = np.concatenate(([True], np.diff(fixes.t_s[left]) > 0))
    spike = first & ~np.isin(fixes.t_s, trace.fixes.t_s)
    off_m = _off_m(fixes, trace)
    nothing = np.zeros(len(fixes))
    return [
        *_runs(CutKind.INACCURATE, fixes.t_s, vague, nothing),
        *_runs(CutKind.DOUBLE, fixes.t_s, ~vague & ~first, nothing),
        *_runs(CutKind.SPIKE, fixes.t_s, spike, off_m),
    ]


def _off_m(fixes: Fixes, trace: Trace) -> NDArray[np.float64]:
    """Measure how far each position lies from where the trace is at its time."""
    kept = trace.fixes
    lat = np.interp(fixes.t_s, kept.t_s, kept.lat)
    lon = np.interp(fixes.t_s, kept.t_s, unwrapped(kept.lon))
    return metres_between(fixes.lat, fixes.lon, lat, lon)


def _runs(
    kind: CutKind, t_s: NDArray[np.float64], cut: Mask, metres: NDArray[np.float64]
) -> list[Cut]:
    """Make one cut of neighbours no more than a minute apart."""
    at = np.flatnonzero(cut)
    if not len(at):
        return []
    apart = np.flatnonzero(np.diff(t_s[at]) > HOLE_S) + 1
    return [
        Cut(
            kind,
            float(t_s[run[0]]),
            float(t_s[run[-1]]),
            count=len(run),
            metres=float(metres[run].max()),
        )
        for run in np.split(at, apart)
    ]


def _breaks(fixes: Fixes, trace: Trace) -> list[Cut]:
    """List where the trace was cut in two."""
    kept = trace.fixes
    gap_m = steps_m(kept.lat, kept.lon)
    order = np.argsort(fixes.t_s, kind="stable")
    segment = fixes.piece[order][np.searchsorted(fixes.t_s[order], kept.t_s)]
    found = []
    for at in np.flatnonzero(np.diff(kept.piece) > 0).tolist():
        gap_s = float(kept.t_s[at + 1] - kept.t_s[at])
        kind = CutKind.GAP if segment[at] == segment[at + 1] else CutKind.PAUSE
        if gap_m[at] > max(TELEPORT_M, SPEED_MS_MAX * gap_s):
            kind = CutKind.TELEPORT
        start_s, end_s = float(kept.t_s[at]), float(kept.t_s[at + 1])
        found.append(Cut(kind, start_s, end_s, metres=float(gap_m[at])))
    return found


def _stays(trace: Trace) -> list[Cut]:
    """List unbroken runs of steps whose metres do not count."""
    grid = trace.grid
    at = np.flatnonzero(grid.still)
    if not len(at):
        return []
    apart = np.flatnonzero((np.diff(at) > 1) | (np.diff(grid.piece[at]) > 0)) + 1
    return [
        Cut(
            CutKind.STAY,
            float(grid.t_s[run[0]]),
            float(grid.t_s[run[-1]]) + STEP_S,
            metres=float(grid.step_m[run].sum()),
        )
        for run in np.split(at, apart)
    ]
