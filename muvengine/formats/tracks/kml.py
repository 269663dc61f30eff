"""Read the timed tracks of a KML file: ``gx:Track``, or placemarks with a time each."""

from __future__ import annotations

from muvengine.core.errors import NotGpx
from muvengine.core.traces.fixes import Recording
from muvengine.formats.gpx.envelope import Envelope
from muvengine.formats.gpx.limits import Limits
from muvengine.formats.tracks.markup import Follower
from muvengine.formats.tracks.rows import Rows

ROOT = "kml"
FIX_NAME = b"when"


def read_kml(envelope: Envelope, limits: Limits) -> Recording:
    """Read tracks, or where there are none the placemarks that have a point and a time.

    Within a track the first time belongs to the first position and so on.

    Raises:
        FileRefused: as ``read_gpx``; ``NotGpx`` where nothing has a time.
    """
    reader = _Reader(limits)
    reader.follower.follow(envelope)
    rows = reader.tracks if reader.tracks.timed else reader.places
    if not rows.timed:
        raise NotGpx(root=ROOT)
    rows.name = reader.name
    return rows.recording(limits)


class _Reader:
    def __init__(self, limits: Limits) -> None:
        self.tracks = Rows()
        self.places = Rows()
        self.places.begin_track()
        self.name = ""
        self.follower = Follower(limits, FIX_NAME, self._start, self._end)
        self._times: list[str] = []
        self._positions: list[str] = []
        self._in_track = self._in_many = self._in_point = False
        self._time = self._point = ""

    def _start(self, name: str) -> None:
        if name == "MultiTrack":
            self._in_many = True
            self.tracks.begin_track()
        elif name == "Track":
            self._in_track = True
            self._times, self._positions = [], []
            if self._in_many:
                self.tracks.begin_piece()
            else:
                self.tracks.begin_track()
        elif name == "Placemark":
            self._time = self._point = ""
        elif name == "Point":
            self._in_point = True

    def _end(self, name: str, text: str) -> None:
        if self._in_track:
            self._end_in_track(name, text.strip())
        elif name == "MultiTrack":
            self._in_many = False
        elif name == "when":
            self._time = self._time or text.strip()
        elif name == "coordinates" and self._in_point:
            self._point = self._point or text.strip()
        elif name == "Point":
            self._in_point = False
        elif name == "Placemark" and self._time and self._point:
            lon, lat, ele = _parts(self._point, ",")
            self.places.add(lat, lon, self._time, ele)
            self.follower.fixes += 1
        elif name == "name":
            self.name = self.name or text

    def _end_in_track(self, name: str, text: str) -> None:
        if name == "when":
            self._times.append(text)
        elif name == "coord":
            self._positions.append(text)
            self.follower.fixes += 1
        elif name == "Track":
            self._in_track = False
            times = [*self._times, *[""] * len(self._positions)]
            for position, time in zip(self._positions, times, strict=False):
                # A moment of which the place is unknown has an empty position.
                if position:
                    lon, lat, ele = _parts(position, None)
                    self.tracks.add(lat, lon, time, ele)


def _parts(text: str, between: str | None) -> tuple[str, str, str]:
    """Take longitude, latitude and maybe height apart."""
    lon, lat, ele, *_ = [*text.split(between), "", "", ""]
    return lon.strip(), lat.strip(), ele.strip()
