"""Write GPX: exports and traces of our own making."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np

from muvengine.core.traces.fixes import Fixes

if TYPE_CHECKING:
    from gpxpy.gpx import GPXTrackPoint

CREATOR = "muvengine"


def write_gpx(fixes: Fixes, name: str, creator: str = CREATOR) -> str:
    """Write one track as GPX 1.1, a segment for each piece.

    Accuracy goes into ``hdop`` in metres, as phone recorders write it and ``read_gpx`` reads it.
    """
    import gpxpy.gpx as gpxpy  # noqa: PLC0415  costs start-up time and few commands write

    document = gpxpy.GPX()
    document.creator = creator
    track = gpxpy.GPXTrack(name=name)
    document.tracks.append(track)
    for piece in np.unique(fixes.piece):
        part = fixes.take(fixes.piece == piece)
        track.segments.append(gpxpy.GPXTrackSegment([_point(part, i) for i in range(len(part))]))
    return str(document.to_xml(version="1.1"))


def _point(fixes: Fixes, i: int) -> GPXTrackPoint:
    """Make one track point; what is unknown is left out."""
    from gpxpy.gpx import GPXTrackPoint  # noqa: PLC0415

    ele_m, accuracy_m = float(fixes.ele_m[i]), float(fixes.accuracy_m[i])
    return GPXTrackPoint(
        latitude=float(fixes.lat[i]),
        longitude=float(fixes.lon[i]),
        elevation=ele_m if np.isfinite(ele_m) else None,
        time=datetime.fromtimestamp(float(fixes.t_s[i]), UTC),
        horizontal_dilution=accuracy_m if np.isfinite(accuracy_m) else None,
    )
