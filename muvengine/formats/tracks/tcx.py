"""Read a TCX file, as watches and training sites write them."""

from __future__ import annotations

from muvengine.core.errors import NotGpx
from muvengine.core.traces.fixes import Recording
from muvengine.formats.gpx.envelope import Envelope
from muvengine.formats.gpx.limits import Limits
from muvengine.formats.tracks.markup import Follower
from muvengine.formats.tracks.rows import Rows

ROOT = "TrainingCenterDatabase"
FIX_NAME = b"Trackpoint"
_FIELDS = {
    "Time": "time",
    "LatitudeDegrees": "lat",
    "LongitudeDegrees": "lon",
    "AltitudeMeters": "ele",
}


def read_tcx(envelope: Envelope, limits: Limits) -> Recording:
    """Read the track points that have a position; those without are pauses or indoors.

    Raises:
        FileRefused: as ``read_gpx``; ``NotGpx`` where no track has a time.
    """
    reader = _Reader(limits)
    reader.follower.follow(envelope)
    rows = reader.rows
    if not rows.timed:
        raise NotGpx(root=ROOT)
    return rows.recording(limits)


class _Reader:
    def __init__(self, limits: Limits) -> None:
        self.rows = Rows()
        self.follower = Follower(limits, FIX_NAME, self._start, self._end)
        self._point: dict[str, str] = {}
        self._inside = self._creator = False

    def _start(self, name: str) -> None:
        if name == "Activity":
            self.rows.begin_track()
        elif name == "Track":
            self.rows.begin_piece()
        elif name == "Trackpoint":
            self._inside, self._point = True, {}
        elif name == "Creator":
            self._creator = True

    def _end(self, name: str, text: str) -> None:
        if name == "Trackpoint":
            self._inside = False
            self._keep()
        elif self._inside and name in _FIELDS:
            self._point.setdefault(_FIELDS[name], text.strip())
        elif self._creator and name == "Name":
            self.rows.creator = self.rows.creator or text
        elif name == "Creator":
            self._creator = False

    def _keep(self) -> None:
        point = self._point
        if "lat" in point or "lon" in point:
            self.rows.add(
                point.get("lat", ""),
                point.get("lon", ""),
                point.get("time", ""),
                point.get("ele", ""),
            )
            self.follower.fixes += 1
