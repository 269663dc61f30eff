"""A file that holds several trips, as files that hold one each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final

from muvengine.core.errors import FileRefused, FileTooBig
from muvengine.core.traces.apart import SILENCE_S, trips_apart
from muvengine.formats.containers import NAME_CHARS_MAX, PackLimits, Part
from muvengine.formats.gpx.limits import LIMITS
from muvengine.formats.gpx.write import write_gpx
from muvengine.formats.upload import read_upload

TRIPS_MAX: Final = 50
_HOUR: Final = re.compile(rb"\d{4}-\d\d-\d\dT\d\d")
_TRACK: Final = re.compile(rb"<(?:[\w.-]{1,40}:)?(?:trk|Track|Activity)[\s>]")
_HOUR_FORM: Final = "%Y-%m-%dT%H"


def trips_of(part: Part, limits: PackLimits) -> Iterator[Part]:
    """Give the trips of a file, each as a GPX of its own; the file itself where it is one trip.

    What cannot be read is given as it is: whoever judges it says why.  The trips are called
    ``name (1/3)`` and come in order of time; the same file always gives the same bytes.

    Args:
        part: one file, unpacked.
        limits: of its size.
    """
    if part.refusal is not None or not _may_hold_several(part.data):
        yield part
        return
    try:
        recording = read_upload(part.data, replace(LIMITS, bytes_max=limits.part_bytes_max))
    except FileRefused:
        yield part
        return
    trips = trips_apart(recording)
    if len(trips) > TRIPS_MAX:
        yield Part(part.name, b"", FileTooBig(parts_max=TRIPS_MAX))
    elif trips[0] is recording:
        yield part
    else:
        for place, trip in enumerate(trips, start=1):
            text = write_gpx(trip.fixes, trip.name, trip.creator)
            yield Part(_named(part.name, place, len(trips)), text.encode())


def _named(name: str, place: int, of: int) -> str:
    """Say which trip of a file it is, in any language."""
    said = f" ({place}/{of})" if of > 1 else ""
    return name[: NAME_CHARS_MAX - len(said)] + said


def _may_hold_several(data: bytes) -> bool:
    """Tell at little cost whether a file is worth reading: most hold the trip of an hour.

    Files whose times are not written as ISO 8601 in plain bytes, as FIT, are always read.
    """
    hours = sorted(set(_HOUR.findall(data)))
    if not hours or data[:64].lstrip().startswith(b"{"):
        return True
    if len(_TRACK.findall(data)) > 1:
        return True
    try:
        moments = [datetime.strptime(hour.decode(), _HOUR_FORM) for hour in hours]  # noqa: DTZ007  only compared
    except ValueError:
        return True
    silence = timedelta(seconds=SILENCE_S)
    return any(after - before >= silence for before, after in pairwise(moments))
