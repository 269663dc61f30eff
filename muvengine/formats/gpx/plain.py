"""Segments of plain points, read without a call into Python for each element.

Most recorders write every fix in one form: ``lat``, ``lon``, then an elevation, a time and a
dilution of bare digits.  Such a run of points holds nothing that an XML parser could refuse,
so a pattern reads it, and expat judges a *skeleton*: the document with one point left of each
run.  What it takes for a point there it would take for one all along the run.  Whatever is
not exactly so (a comment, an entity, a prefix, an extension, a fault) is left to expat alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from muvengine.formats.gpx.envelope import Envelope
from muvengine.formats.gpx.handlers import FIELD_DEPTH
from muvengine.formats.gpx.limits import Limits

OPENING: Final = b"<trkseg>"
CLOSING: Final = b"</trkseg>"
OPENING_POINT: Final = b"<trkpt"
# A recorder begins few segments; a file of nothing else is not worth a look at each.
RUNS_MAX: Final = 1_000
# Of one plain point.
ELEMENTS: Final = 4
# The names a run may use that its first point does not.
NAMES: Final = 3

# Possessive throughout: what does not match is given up at once, never tried again shorter.
_SPACE: Final = r"[ \t\r\n]"
_POINT: Final = (
    rf'<trkpt{_SPACE}++lat="([-+.0-9]*+)"{_SPACE}++lon="([-+.0-9]*+)"{_SPACE}*+>{_SPACE}*+'
    rf"(?:<ele>([-+.0-9]*+)</ele>{_SPACE}*+)?+"
    rf"(?:<time>([-+.:0-9TZ]*+)</time>{_SPACE}*+)?+"
    rf"(?:<hdop>([-+.0-9]*+)</hdop>{_SPACE}*+)?+</trkpt>{_SPACE}*+"
)
POINT: Final = re.compile(_POINT)
# The same without keeping anything: whether a run is plain points and nothing else.
RUN: Final = re.compile((rf"{_SPACE}*+(?:" + _POINT.replace("([", "(?:[") + ")*+").encode("ascii"))

Row = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Plain:
    """A document whose points are all plain.

    Attributes:
        skeleton: the document with the first point of each run only.
        rows: latitude, longitude, elevation, time and dilution of every point.
        begins: how many points there are before each run, and in all.
    """

    skeleton: bytes
    rows: Sequence[Row]
    begins: tuple[int, ...]

    def spread(self, places: Sequence[int]) -> list[int]:
        """Turn places among the skeleton's points into places among all."""
        return [self.begins[place] for place in places]


def find_plain(envelope: Envelope, limits: Limits) -> Plain | None:
    """Give the points and the skeleton of a document, None where a point is not plain."""
    if envelope.codec not in ("utf-8", "ascii") or limits.depth_max < FIELD_DEPTH:
        return None
    data, start = envelope.data, envelope.start
    runs = data.count(OPENING)
    if data.count(OPENING_POINT) > limits.fixes_max or limits.elements_a_fix_max < ELEMENTS:
        return None
    if not 0 < runs <= RUNS_MAX or data.find(b"<!") >= 0 or data.find(b"<?", start + 1) >= 0:
        return None
    kept: list[bytes] = []
    rows: list[Row] = []
    begins = [0]
    for _ in range(runs):
        begin = data.find(OPENING, start) + len(OPENING)
        end = data.find(CLOSING, begin)
        if end < 0 or RUN.fullmatch(data, begin, end) is None:
            return None
        first, points = _read_run(data[begin:end])
        kept += (data[start:begin], first)
        start = end
        if points:
            rows += points
            begins.append(len(rows))
    skeleton = b"".join((*kept, data[start:]))
    if not rows or not _within(skeleton, data, len(rows), limits):
        return None
    return Plain(skeleton, rows, tuple(begins))


def _read_run(run: bytes) -> tuple[bytes, list[Row]]:
    """Give the first point of a plain run as it stands, and the texts of all."""
    points = run.decode("ascii").strip(" \t\r\n")
    first = POINT.match(points)
    if first is None:
        return run, []
    return first[0].encode(), POINT.findall(points)


def _within(skeleton: bytes, data: bytes, points: int, limits: Limits) -> bool:
    """Tell whether no point is outside the runs, and no limit can be met because of them."""
    return data.count(b"trkpt") == 2 * points and skeleton.count(b"<") + NAMES <= min(
        limits.names_max, limits.elements_max
    )
