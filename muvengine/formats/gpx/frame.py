"""Runs whose points are all written in one frame, read as columns of bytes.

A recorder writes each point with the same tags, spaces and line ends: only numbers and times
differ.  The first point shows the frame.  Where tags and quotes stand in the run tells where
the frame's parts must be; if each is there, and nothing but signs of numbers and times is
between them, every point is what the pattern of a plain point would have taken.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from muvengine.formats.gpx.envelope import XML_SPACE
from muvengine.formats.text_table import TextTable, windows

# Below it a pattern is as quick.
FRAMED_BYTES: Final = 2_048
DECIMAL_SIGNS: Final = b"-+.0123456789"
TIME_SIGNS: Final = DECIMAL_SIGNS + b":TZ"
# Group of the time among the fields of a point.
TIME: Final = 4
QUOTES: Final = 4
_TAG, _QUOTE = (np.uint8(ord(sign)) for sign in '<"')

Places = NDArray[np.int64]


class Frame(NamedTuple):
    """How a recorder writes a point.

    Attributes:
        fields: groups of the pattern that the point has, from 1.
        parts: what stands before the first field, between two, and after the last.
    """

    fields: tuple[int, ...]
    parts: tuple[bytes, ...]

    @classmethod
    def of(cls, first: re.Match[str]) -> Frame:
        """Learn the frame from the first point of a run."""
        fields = tuple(number for number, text in enumerate(first.groups(), 1) if text is not None)
        edges = [first.start(), *(edge for n in fields for edge in first.span(n)), first.end()]
        parts = zip(edges[::2], edges[1::2], strict=True)
        return cls(fields, tuple(first.string[a:b].encode() for a, b in parts))


def read_framed(data: bytes, begin: int, end: int, frame: Frame) -> dict[int, TextTable] | None:
    """Read the fields of a run of points by their group; None where one is framed otherwise.

    Args:
        data: the file.
        begin: where the run's first point begins.
        end: where its segment closes.
        frame: of the first point.
    """
    if data.find(b"\0", begin, end) >= 0:
        return None
    edges = _edges(data, begin, end, frame)
    if edges is None or not _is_framed(data, end, edges, frame.parts):
        return None
    columns: dict[int, TextTable] = {}
    for number, before, place, until in zip(
        frame.fields, frame.parts, edges, edges[1:], strict=False
    ):
        column = TextTable.cut(data, place + len(before), until)
        if column is None or not column.holds_only(TIME_SIGNS if number == TIME else DECIMAL_SIGNS):
            return None
        columns[number] = column
    return columns


def _edges(data: bytes, begin: int, end: int, frame: Frame) -> list[Places] | None:
    """Say where each part of the frame must stand in every point, a row a part."""
    signs = np.frombuffer(data, dtype=np.uint8, count=end - begin, offset=begin)
    # Latitude and longitude are attributes of one tag, the others an element each.
    tags_a_point = 2 * (len(frame.fields) - 1)
    tags, quotes = np.flatnonzero(signs == _TAG), np.flatnonzero(signs == _QUOTE)
    points, over = divmod(len(tags), tags_a_point)
    if over or len(quotes) != QUOTES * points:
        return None
    tag, quote = begin + tags.reshape(points, -1), begin + quotes.reshape(points, -1)
    closings = (tag[:, column] for column in range(2, tags_a_point, 2))
    return [tag[:, 0], quote[:, 1], quote[:, 3], *closings]


def _is_framed(data: bytes, end: int, edges: list[Places], parts: tuple[bytes, ...]) -> bool:
    """Tell whether each part stands where it must, and each point ends where the next begins."""
    *inner, last = parts
    closed = last.rstrip(XML_SPACE)
    tail = int(edges[-1][-1])
    return (
        all(_stands(data, places, part) for places, part in zip(edges, inner, strict=False))
        and _stands(data, edges[-1][:-1], last)
        and bool((edges[-1][:-1] + len(last) == edges[0][1:]).all())
        and data.startswith(closed, tail)
        and not data[tail + len(closed) : end].strip(XML_SPACE)
    )


def _stands(data: bytes, places: Places, part: bytes) -> bool:
    """Tell whether a part stands at every place."""
    if not len(places):
        return True
    if int(places.max()) + len(part) > len(data):
        return False
    return windows(data, len(part))[places].tobytes() == part * len(places)
