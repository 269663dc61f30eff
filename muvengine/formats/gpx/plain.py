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
from itertools import accumulate, chain
from typing import Final, NamedTuple, cast

from muvengine.formats.gpx.envelope import Envelope
from muvengine.formats.gpx.frame import FRAMED_BYTES, Frame, read_framed
from muvengine.formats.gpx.handlers import FIELD_DEPTH
from muvengine.formats.gpx.limits import Limits
from muvengine.formats.text_table import Texts, TextTable

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
BLANK: Final = re.compile(rb"[ \t\r\n]*+")
# Latitude, longitude, elevation, time and dilution: the groups of the pattern.
FIELDS: Final = 5


@dataclass(frozen=True, slots=True)
class Plain:
    """A document whose points are all plain.

    Attributes:
        skeleton: the document with the first point of each run only.
        columns: latitude, longitude, elevation, time and dilution of every point.
        begins: how many points there are before each run, and in all.
    """

    skeleton: bytes
    columns: tuple[Texts, ...]
    begins: tuple[int, ...]

    def spread(self, places: Sequence[int]) -> list[int]:
        """Turn places among the skeleton's points into places among all."""
        return [self.begins[place] for place in places]


def find_plain(envelope: Envelope, limits: Limits) -> Plain | None:
    """Give the points and the skeleton of a document, None where a point is not plain."""
    if envelope.codec not in ("utf-8", "ascii") or limits.depth_max < FIELD_DEPTH:
        return None
    data, start = envelope.data, envelope.start
    if limits.elements_a_fix_max < ELEMENTS or _has_too_many_points(data, limits):
        return None
    kept: list[bytes] = []
    runs: list[_Run] = []
    for _ in range(RUNS_MAX):
        begin = data.find(OPENING, start) + len(OPENING)
        if begin < len(OPENING):
            break
        end = data.find(CLOSING, begin)
        run = _read_run(data, begin, end) if end >= 0 else None
        if run is None:
            return None
        kept += (data[start:begin], run.first)
        start = end
        if run.first:
            runs.append(run)
    skeleton = b"".join((*kept, data[start:]))
    if not runs or not _tells_all(skeleton, len(runs), envelope.start, limits):
        return None
    columns = tuple(map(_joined, zip(*(run.columns for run in runs), strict=True)))
    begins = accumulate((len(run.columns[0]) for run in runs), initial=0)
    return Plain(skeleton, columns, tuple(begins))


def _has_too_many_points(data: bytes, limits: Limits) -> bool:
    """Count where there is room for more than allowed."""
    room = len(data) // len(OPENING_POINT)
    return room > limits.fixes_max and data.count(OPENING_POINT) > limits.fixes_max


class _Run(NamedTuple):
    first: bytes
    columns: Sequence[Texts]


def _read_run(data: bytes, begin: int, end: int) -> _Run | None:
    """Give the first point of a plain run as it stands, and the texts of all; None of another."""
    first_sign = cast("re.Match[bytes]", BLANK.match(data, begin, end)).end()
    if end - first_sign > FRAMED_BYTES:
        head = str(memoryview(data)[first_sign : first_sign + FRAMED_BYTES], "latin-1")
        first = POINT.match(head)
        found = first and read_framed(data, first_sign, end, Frame.of(first))
        if first and found:
            empty = [""] * len(found[1])
            columns = [found.get(number, empty) for number in range(1, FIELDS + 1)]
            return _Run(first[0].encode(), columns)
    return _read_varied(data, first_sign, end)


def _read_varied(data: bytes, begin: int, end: int) -> _Run | None:
    """Read a run of plain points that need not be written alike."""
    # Letters beyond ASCII become others beyond ASCII, which are in no plain point.  One copy
    # only: a file made to be heavy is held once more, not twice.
    points = str(memoryview(data)[begin:end], "latin-1")
    first = POINT.match(points)
    if first is None:
        return None if points else _Run(b"", ())
    # What is between the points, then their fields, and so on: between them is nothing.
    parts = POINT.split(points)
    if any(parts[:: FIELDS + 1]):
        return None
    columns = (parts[number :: FIELDS + 1] for number in range(1, FIELDS + 1))
    return _Run(first[0].encode(), [_texts(column) for column in columns])


def _joined(parts: Sequence[Texts]) -> Texts:
    """Put one field of several runs together."""
    tables = [part for part in parts if isinstance(part, TextTable)]
    if len(tables) == len(parts):
        return TextTable.joined(tables)
    return list(chain.from_iterable(parts))


def _texts(column: list[str | None]) -> list[str]:
    """Write a field that a point does not have as an empty text."""
    return [text or "" for text in column] if None in column else cast("list[str]", column)


def _tells_all(skeleton: bytes, runs: int, start: int, limits: Limits) -> bool:
    """Tell whether the skeleton is judged as the document is.

    No point is outside the runs, no comment or instruction hides one, no segment was left
    unread, and no limit can be met because of what was left out.
    """
    return (
        skeleton.count(b"trkpt") == 2 * runs
        and skeleton.find(b"<!") < 0
        and skeleton.find(b"<?", start + 1) < 0
        and skeleton.count(OPENING) <= RUNS_MAX
        and skeleton.count(b"<") + NAMES <= min(limits.names_max, limits.elements_max)
    )
