"""Public transport by the ladder of evidence: what a timetable says of a leg.

    timetable  ends at two stops of one line, in order along its way, when a vehicle of that
               day was there                                     all of the way counts
    line       the same at another time                          half of it
    dwells     stood at two stops or more of one line, in order  half of it

Speed cannot tell a bus from a car, and a line's way alone is weak: of car trips a third lie
on the way of some bus.  So nothing but the time of a real departure gives the whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

import numpy as np

from muvengine.core.modes.mode import Mode
from muvengine.core.modes.verdict import Outcome
from muvengine.core.routes.departures import Departures
from muvengine.core.routes.ride import Corridor, Ride, rides
from muvengine.core.routes.stop_index import AT_STOP_M, Call, StopIndex
from muvengine.core.routes.timetable import Timetable
from muvengine.core.traces.trace import Trace
from muvengine.core.trips.dwells import dwell_ends
from muvengine.core.trips.leg import Leg
from muvengine.core.trips.proof import Proof, ProofKind

HALF: Final = 0.5
# On rails nothing turns off, tunnels hide much, and stations are large.
_ROAD: Final = Corridor(buffer_m=50.0, straight_buffer_m=100.0, unseen_m_max=600.0, bin_m=50.0)
_RAIL: Final = Corridor(
    buffer_m=150.0, straight_buffer_m=150.0, unseen_m_max=200_000.0, bin_m=100.0
)
_CORRIDORS: Final[Mapping[str, Corridor]] = MappingProxyType(
    {Mode.BUS: _ROAD, Mode.TRAM: _ROAD, Mode.SUBWAY: _RAIL, Mode.TRAIN: _RAIL}
)
# Trains are as long as a street, and underground a telephone wakes up at the exit.
_AT_STATION_M: Final = 400.0
# Whoever goes much further than the line did something else as well.
LONGER_MAX: Final = 1.5
LONGER_M: Final = 500.0
# From somewhere to somewhere.
FIXES_MIN: Final = 2
# A train takes its time by the timetable, give or take.
RUN_SHARE_MIN: Final = 0.7
RUN_SHARE_MAX: Final = 1.5
RUN_SLACK_S: Final = 300.0


class TransitProver:
    """Holds one timetable against legs in public transport; others cost nothing."""

    def __init__(self, timetable: Timetable) -> None:
        self._index = StopIndex(timetable)
        self._departures = Departures(timetable)
        self._table = timetable

    def __call__(self, trace: Trace, legs: tuple[Leg, ...]) -> tuple[Proof, ...]:
        """Give at most one proof for each leg: the best."""
        found = []
        for number, leg in enumerate(legs):
            if leg.mode not in self._index.modes or leg.outcome == Outcome.REFUSED:
                continue
            ridden = part_of(trace, leg.start_at.timestamp(), leg.end_at.timestamp())
            if ridden is not None:
                proof = self._prove(ridden, leg, number)
                found += [proof] if proof else []
        return tuple(found)

    def _prove(self, trace: Trace, leg: Leg, number: int) -> Proof | None:
        by_ends = [
            ride
            for ride in self._ridden(trace, leg.mode, *self._ends(trace, leg.mode))
            if leg.distance_m <= LONGER_MAX * ride.length_m + LONGER_M
            and self._as_long(ride, leg.mode)
        ]
        for ride in by_ends:
            calls = self._departures.fits(ride)
            if calls is not None:
                return self._proof(ProofKind.TIMETABLE, number, calls, 1.0)
        if by_ends:
            return self._proof(ProofKind.LINE, number, by_ends[0].part.calls[0], HALF)
        by_dwells = self._ridden(trace, leg.mode, *dwell_ends(trace, self._index, leg.mode))
        for ride in by_dwells:
            if leg.distance_m <= ride.length_m / HALF:
                return self._proof(ProofKind.DWELLS, number, ride.part.calls[0], HALF)
        return None

    def _ends(self, trace: Trace, mode: str) -> tuple[dict[Call, float], dict[Call, float]]:
        lat, lon = trace.fixes.lat, trace.fixes.lon
        radius_m = _AT_STATION_M if _CORRIDORS[mode] is _RAIL else AT_STOP_M
        begin = self._index.near(float(lat[0]), float(lon[0]), mode, radius_m)
        if not begin:
            return {}, {}
        return begin, self._index.near(float(lat[-1]), float(lon[-1]), mode, radius_m)

    def _ridden(
        self, trace: Trace, mode: str, begin: dict[Call, float], end: dict[Call, float]
    ) -> list[Ride]:
        parts = self._index.parts(begin, end) if begin and end else []
        return rides(trace, self._index, parts, _CORRIDORS[mode]) if parts else []

    def _as_long(self, ride: Ride, mode: str) -> bool:
        """Tell whether a ride by rail took as long as it should; of it often only ends are seen."""
        if _CORRIDORS[mode] is not _RAIL:
            return True
        run_s, took_s = self._departures.run_s(*ride.part.calls[0]), ride.left_s - ride.entered_s
        shortest_s = RUN_SHARE_MIN * run_s - RUN_SLACK_S
        return shortest_s <= took_s <= RUN_SHARE_MAX * run_s + RUN_SLACK_S

    def _proof(self, kind: ProofKind, leg_no: int, calls: tuple[Call, Call], share: float) -> Proof:
        table = self._table
        names = [table.stop_names[int(table.pattern_stop[call.place])] for call in calls]
        line = table.lines[int(table.pattern_line[calls[0].pattern])].name
        about = {"line": line, "from": names[0], "to": names[1]}
        return Proof(kind, leg_no, share, about)


def part_of(trace: Trace, start_s: float, end_s: float) -> Trace | None:
    """Give the part of a trace between two times, fixes and grid only; None without a fix."""
    fixes, grid = trace.fixes, trace.grid
    if start_s <= trace.start_s and trace.end_s <= end_s and len(fixes) >= FIXES_MIN:
        return trace
    # Clocks of the form and of the recorder may differ by the second.
    inside = (fixes.t_s >= start_s - 1.0) & (fixes.t_s <= end_s + 1.0)
    if np.count_nonzero(inside) < FIXES_MIN:
        return None
    steps = (grid.t_s >= start_s - 1.0) & (grid.t_s <= end_s + 1.0)
    return replace(trace, fixes=fixes.take(inside), grid=grid.take(steps))
