"""One door for every upload: what it is, is decided by its content and never by its name."""

from __future__ import annotations

import re
from typing import Final

from muvengine.core.traces.fixes import Recording
from muvengine.formats.gpx.envelope import open_envelope
from muvengine.formats.gpx.limits import LIMITS, Limits
from muvengine.formats.gpx.read import read_gpx
from muvengine.formats.json_text import looks_like_json
from muvengine.formats.tracks import fit, geojson, kml, tcx

HEAD_BYTES: Final = 4_096
# The first element that is no comment and no instruction.
_ROOT: Final = re.compile(rb"<(?![?!])(?:[\w.-]{1,40}:)?(kml|TrainingCenterDatabase)[\s>/]")
_FIRST: Final = re.compile(rb"<(?![?!])[^\s>/]{1,80}[\s>/]")


def read_upload(data: bytes, limits: Limits = LIMITS) -> Recording:
    """Read a recording: GPX, TCX, KML, GeoJSON or FIT.

    Another format than GPX counts only where it holds a timed track; otherwise it is refused as
    what it is not.

    Args:
        data: the file as it was sent.
        limits: how large and how odd it may be, alike for all formats.

    Raises:
        FileRefused: see contract, in its order.
    """
    if fit.looks_like_fit(data):
        return fit.read_fit(data, limits)
    if looks_like_json(data):
        return geojson.read_geojson(data, limits)
    root = _root(data)
    if root is None:
        return read_gpx(data, limits)
    envelope = open_envelope(data, limits)
    return (kml.read_kml if root == kml.ROOT else tcx.read_tcx)(envelope, limits)


def _root(data: bytes) -> str | None:
    """Name the root element where it is one of ours, also in UTF-16; comments may come first."""
    head = data[:HEAD_BYTES].replace(b"\x00", b"")
    head = re.sub(rb"<!--.*?(?:-->|$)", b"", head, flags=re.DOTALL)
    first, ours = _FIRST.search(head), _ROOT.search(head)
    if first is None or ours is None or first.start() != ours.start():
        return None
    return ours[1].decode()
