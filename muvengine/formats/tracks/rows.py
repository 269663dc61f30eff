"""Gather the texts of fixes row by row."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from muvengine.core.errors import TooManyPoints, TooManyTracks
from muvengine.core.traces.fixes import Recording
from muvengine.formats.columns import Columns, recording_of
from muvengine.formats.gpx.limits import Limits


@dataclass(slots=True)
class Rows:
    """Fixes while they are being read; all fields are the texts of the file."""

    lat: list[str] = field(default_factory=list)
    lon: list[str] = field(default_factory=list)
    time: list[str] = field(default_factory=list)
    ele: list[str] = field(default_factory=list)
    piece: list[int] = field(default_factory=list)
    track: list[int] = field(default_factory=list)
    pieces: int = 0
    tracks: int = 0
    creator: str = ""
    name: str = ""

    def begin_track(self) -> None:
        """Begin a track, and with it a piece."""
        self.tracks += 1
        self.pieces += 1

    def begin_piece(self) -> None:
        """Begin a piece of the same track."""
        self.pieces += 1

    def add(self, lat: str, lon: str, time: str, ele: str = "") -> None:
        """Add a fix."""
        self.lat.append(lat)
        self.lon.append(lon)
        self.time.append(time)
        self.ele.append(ele)
        self.piece.append(self.pieces)
        self.track.append(self.tracks)

    @property
    def timed(self) -> bool:
        """Some fix has something that may be a time."""
        return any(self.time)

    def recording(self, limits: Limits) -> Recording:
        """Make a recording.

        Raises:
            TooManyTracks, TooManyPoints, BadCoord, NoTime: see contract.
        """
        if self.tracks > limits.tracks_max:
            raise TooManyTracks(tracks_max=limits.tracks_max)
        if len(self.lat) > limits.fixes_max:
            raise TooManyPoints(fixes_max=limits.fixes_max)
        nothing = [""] * len(self.lat)
        columns = Columns(
            lat=self.lat,
            lon=self.lon,
            time=self.time,
            ele=self.ele,
            accuracy=nothing,
            dilution=nothing,
            piece=np.array(self.piece, dtype=np.int32),
            track=np.array(self.track, dtype=np.int32),
            creator=self.creator,
            name=self.name,
        )
        return recording_of(columns, limits)
