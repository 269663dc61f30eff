"""Did a trip follow the way of a line between two of its stops, in order?

The same bins, corridors and chains as set routes; only where the stretch begins and ends is
known beforehand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from muvengine.core.routes.chain import Visit, longest_chain
from muvengine.core.routes.corridor import Bins, visit
from muvengine.core.routes.cover import HOLE_M_MAX, Ground, cover
from muvengine.core.routes.plane import Floats, Plane
from muvengine.core.routes.stop_index import Part, StopIndex
from muvengine.core.routes.walked import Walked, walk
from muvengine.core.traces.trace import Trace

SHARE_MIN: Final = 0.8
BINS_MAX: Final = 8_000


@dataclass(frozen=True, slots=True)
class Corridor:
    """How closely a line's way must be followed.

    Attributes:
        buffer_m: half the width.
        straight_buffer_m: the same where nobody drew the way.
        unseen_m_max: longest hole in the record that is given.
        bin_m: length of the bins a way is cut into; a corridor as wide needs none shorter.
    """

    buffer_m: float
    straight_buffer_m: float
    unseen_m_max: float
    bin_m: float


@dataclass(frozen=True, slots=True)
class Ride:
    """A part that was followed.

    Attributes:
        part: see there.
        share: 0 to 1, of its way.
        length_m: of its way.
        entered_m, left_m: from the part's beginning.
        entered_s, left_s: when, seconds since 1970 UTC; waiting at a stop is not riding.
    """

    part: Part
    share: float
    length_m: float
    entered_m: float
    left_m: float
    entered_s: float
    left_s: float


def rides(trace: Trace, index: StopIndex, parts: Sequence[Part], corridor: Corridor) -> list[Ride]:
    """Give the parts of which at least four fifths were followed in order, best first.

    Args:
        trace: cleaned, of the leg only, at least one fix.
        index: of the timetable the parts are from.
        parts: few.
        corridor: see there.
    """
    fixes = trace.fixes
    plane = Plane.around(fixes.lat, fixes.lon)
    walked = walk(trace, plane)
    lines = [_stations(index, part, plane, corridor.bin_m) for part in parts]
    counts = [len(x) for x, _, _ in lines]
    if not counts or sum(counts) > BINS_MAX:
        return []
    buffers = [_buffer_m(index, part, corridor) for part in parts]
    visits = visit(
        walked,
        Bins(
            np.concatenate([x for x, _, _ in lines]),
            np.concatenate([y for _, y, _ in lines]),
            np.repeat(np.array(buffers), counts),
        ),
    )
    breaks = bool(walked.piece[0] != walked.piece[-1])
    own = visits.parts(np.concatenate(([0], np.cumsum(counts))))
    found = []
    for part, (_, _, length_m), count, met in zip(parts, lines, counts, own, strict=True):
        ground = Ground(
            bins=count,
            bin_m=length_m / count,
            circular=False,
            unseen_m_max=corridor.unseen_m_max if breaks else 0.0,
        )
        ride = _follow(walked, met, part, ground)
        found += [ride] if ride else []
    return sorted(found, key=lambda ride: (-ride.share, ride.part.beside_m))


def _follow(walked: Walked, visits: list[Visit], part: Part, ground: Ground) -> Ride | None:
    touched = len({where for where, _, _ in visits})
    holes = ground.bins_of(max(HOLE_M_MAX, ground.unseen_m_max))
    if touched * (1 + holes) < SHARE_MIN * ground.bins:
        return None
    covered = cover(walked, visits, longest_chain(visits), ground)
    share = covered.bins() / ground.bins
    if share < SHARE_MIN:
        return None
    return Ride(
        part=part,
        share=share,
        length_m=ground.bins * ground.bin_m,
        entered_m=(covered.stretches[0].low + 0.5) * ground.bin_m,
        left_m=(covered.stretches[-1].high + 0.5) * ground.bin_m,
        entered_s=float(walked.t_s[covered.entered]),
        left_s=float(walked.t_s[covered.left]),
    )


def _stations(
    index: StopIndex, part: Part, plane: Plane, bin_m: float
) -> tuple[Floats, Floats, float]:
    """Cut a part's way into bins: their middles on the plane, and its length in metres."""
    table = index.timetable
    call, other = part.calls[0]
    begin_m, end_m = table.pattern_at_m[[call.place, other.place]].tolist()
    length_m = max(end_m - begin_m, 1.0)
    along = index.along_m[int(table.pattern_way[call.pattern])]
    count = max(1, round(length_m / bin_m))
    at = begin_m + (np.arange(count) + 0.5) * length_m / count
    vertices = table.way_of(call.pattern)
    lat = np.interp(at, along, table.way_lat[vertices])
    lon = np.interp(at, along, table.way_lon[vertices])
    return *plane.project(lat, lon), length_m


def _buffer_m(index: StopIndex, part: Part, corridor: Corridor) -> float:
    drawn = index.timetable.pattern_drawn[part.calls[0][0].pattern]
    return corridor.buffer_m if drawn else corridor.straight_buffer_m
