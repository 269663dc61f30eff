"""Read JSON that a stranger wrote: counted before anything of it becomes an object."""

from __future__ import annotations

import json
import re
from typing import Final

from muvengine.core.errors import FileTooBig, NotXml, XmlDepth, XmlShape

MARK: Final = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*\{")
# Of a line of 50 000 positions with heights and times, and room for some more.
MARKS_MAX: Final = 300_000
TEXTS_MAX: Final = 120_000
# Any letter beyond ASCII makes the whole text in memory two or four times as large.
WIDE_BYTES_MAX: Final = 2 * 1024 * 1024
_TEXT = re.compile(rb'"[^"]*+"?')
_LONG_NUMBER = re.compile(rb"[0-9]{1000}")
_OTHER_THAN_BRACKETS = bytes(set(range(256)) - set(b'[]{}"'))


def looks_like_json(data: bytes) -> bool:
    """Tell whether the first character opens an object."""
    return MARK.match(data, 0, 64) is not None


def read_json(data: bytes, *, bytes_max: int, depth_max: int) -> object:
    """Read a JSON text; NaN and the infinities, which are none, become None.

    Raises:
        FileTooBig, XmlShape, XmlDepth: before anything of it is kept in memory.
        NotXml: no JSON.
    """
    if len(data) > bytes_max:
        raise FileTooBig(size_bytes=len(data), bytes_max=bytes_max)
    _check_shape(data, depth_max)
    if _LONG_NUMBER.search(data):
        raise NotXml
    try:
        found: object = json.loads(_decoded(data), parse_constant=lambda _: None)
    except (ValueError, RecursionError) as error:
        raise NotXml from error
    return found


def _check_shape(data: bytes, depth_max: int) -> None:
    """Count what is there before Python's reader, which recurses, makes an object of each.

    Marks within texts are counted, too: there are never many.  Depth is that outside of texts.
    """
    marks = sum(data.count(mark) for mark in (b",", b"[", b"{"))
    if marks > MARKS_MAX or data.count(b'"') > 2 * TEXTS_MAX or data.count(b"\\") > TEXTS_MAX:
        raise XmlShape(elements_max=MARKS_MAX)
    if b"\\" in data:
        data = data.replace(b"\\\\", b"").replace(b'\\"', b"")
    depth = 0
    for mark in _TEXT.sub(b"", data.translate(None, _OTHER_THAN_BRACKETS)):
        depth += 1 if mark in b"[{" else -1
        if depth > depth_max:
            raise XmlDepth(depth_max=depth_max)


def _decoded(data: bytes) -> str:
    """Give the text; of a large one only what is ASCII, since names alone can hold more."""
    large = len(data) > WIDE_BYTES_MAX and not data.isascii()
    return data.decode("ascii", "ignore") if large else data.decode("utf-8-sig")
