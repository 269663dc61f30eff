"""Trips of people who do what they say: usual ways, every mode, telephones of all kinds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

import numpy as np

from muvengine.core.traces.fixes import Fixes
from muvengine.formats.trace_generator.drift import Receiver
from muvengine.formats.trace_generator.line import through_blocks
from muvengine.formats.trace_generator.ride import RideLeg, record

# How each declared mode moves, and how far its trips lead, in degrees to the north and east.
MODES: Final = {
    "walk": (("walk", "stroll"), 0.008),
    "run": (("run",), 0.02),
    "wheelchair": (("wheelchair",), 0.006),
    "bike": (("bike",), 0.025),
    "ebike": (("ebike",), 0.035),
    "escooter": (("escooter",), 0.02),
    "bus": (("bus",), 0.04),
    "tram": (("bus",), 0.035),
    "subway": (("train",), 0.04),
    "train": (("train",), 0.07),
    "carpool": (("car",), 0.06),
}
ON_FOOT_FIRST: Final = {"bus", "tram", "subway", "train"}
CREATORS: Final = (
    "MUV recorder",
    "OsmAnd 4.7",
    "OpenTracks",
    "GPSLogger 132",
    "StravaGPX",
    "Garmin Connect",
)
INTERVALS_S: Final = (1, 1, 2, 3, 4, 5, 5, 10, 15, 30)
USUAL_WAYS: Final = 4
# No elevation and no accuracy, as some exports have it.
BARE_SHARE: Final = 0.15


@dataclass(frozen=True, slots=True, eq=False)
class HonestTrip:
    """One trip, and the mode its owner truly says."""

    mode: str
    fixes: Fixes
    creator: str

    def gpx(self) -> bytes:
        """Write the file as the telephone would; plainly, since there are many."""
        columns = (self.fixes.lat, self.fixes.lon, self.fixes.ele_m, self.fixes.accuracy_m)
        rows = zip(*(column.tolist() for column in columns), self.fixes.t_s.tolist(), strict=True)
        points = "\n".join(_point(*row) for row in rows)
        return (
            f'<gpx version="1.1" creator="{self.creator}" '
            f'xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>\n{points}\n'
            "</trkseg></trk></gpx>"
        ).encode()


def _point(lat: float, lon: float, ele_m: float, accuracy_m: float, t_s: float) -> str:
    height = f"<ele>{ele_m}</ele>" if ele_m == ele_m else ""  # noqa: PLR0124  a number, not NaN
    accuracy = f"<hdop>{accuracy_m}</hdop>" if accuracy_m == accuracy_m else ""  # noqa: PLR0124
    time = datetime.fromtimestamp(t_s, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return f'<trkpt lat="{lat:.6f}" lon="{lon:.6f}">{height}<time>{time}</time>{accuracy}</trkpt>'


class HonestPerson:
    """Somebody with a home, a telephone and a few usual ways, taken again and again."""

    def __init__(self, number: int) -> None:
        self._dice = np.random.default_rng([2026, number])
        home = 43.625 + 0.03 * self._dice.random(), 5.06 + 0.06 * self._dice.random()
        modes = self._dice.permutation(list(MODES))[:USUAL_WAYS]
        self._ways = [(str(mode), home, self._reach(str(mode), home)) for mode in modes]
        self._receiver = Receiver(
            error_m=float(self._dice.uniform(2.0, 7.0)),
            interval_s=int(self._dice.choice(INTERVALS_S)),
            lost_share=float(self._dice.choice((0.0, 0.03, 0.12))),
        )
        self._bare = bool(self._dice.random() < BARE_SHARE)
        self._creator = str(self._dice.choice(CREATORS))

    def trip(self, start: datetime) -> HonestTrip:
        """Take one of the usual ways, there or back."""
        mode, home, away = self._ways[self._dice.integers(USUAL_WAYS)]
        ends = (home, away) if self._dice.random() < 0.5 else (away, home)
        lat, lon = through_blocks(*ends[0], *ends[1])
        by = str(self._dice.choice(MODES[mode][0]))
        legs = [RideLeg(by, lat, lon, int(self._dice.integers(0, 40)), silent=mode == "subway")]
        if mode in ON_FOOT_FIRST:
            foot = through_blocks(ends[0][0] + 0.002, ends[0][1] - 0.002, *ends[0])
            after = through_blocks(*ends[1], ends[1][0] - 0.001, ends[1][1] + 0.002)
            legs = [RideLeg("walk", *foot, 180), *legs, RideLeg("walk", *after)]
        seed = int(self._dice.integers(2**31))
        fixes = record(tuple(legs), start, seed, self._receiver)
        if self._bare:
            unknown = np.full(len(fixes), np.nan)
            fixes = replace(fixes, ele_m=unknown, accuracy_m=unknown.copy())
        return HonestTrip(mode, fixes, self._creator)

    def _reach(self, mode: str, home: tuple[float, float]) -> tuple[float, float]:
        far = MODES[mode][1] * self._dice.uniform(0.5, 1.0, 2) * self._dice.choice((-1, 1), 2)
        return home[0] + float(far[0]), home[1] + float(far[1])
