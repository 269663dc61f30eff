"""Read a FIT file, as watches and bicycle computers write them.

The format is Garmin's "Flexible and Interoperable Data Transfer", described in its public SDK:
a header, then records; a definition names the fields of the data records that follow it.  The
checksum at the end is not compared: a watch that went flat leaves a good recording without.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from muvengine.core.errors import (
    BadCoord,
    FileTooBig,
    NoTime,
    NotXml,
    TooManyPoints,
    XmlShape,
    XmlSyntax,
)
from muvengine.core.traces.fixes import Fixes, Recording
from muvengine.formats.gpx.limits import Limits

MARK: Final = b".FIT"
HEADER_BYTES: Final = (12, 14)
# 1989-12-31 00:00 UTC, from which FIT counts seconds.
EPOCH_S: Final = 631_065_600
DEGREES: Final = 180 / 2**31
RECORD, EVENT = 20, 21
TIMESTAMP, LATITUDE, LONGITUDE, ALTITUDE, ACCURACY, HEIGHT = 253, 0, 1, 2, 31, 78
TIMER: Final = 0
MESSAGES_MAX: Final = 250_000
# Definitions and their fields; a computer writes some hundred and seldom anew.
FIELDS_MAX: Final = 20_000
FILES_MAX: Final = 100
UNKNOWN: Final = {"b": 0x7F, "B": 0xFF, "h": 0x7FFF, "H": 0xFFFF, "i": 0x7FFFFFFF, "I": 0xFFFFFFFF}
# Base type (its low five bits) to the letter of ``struct``; texts and floats are skipped.
LETTERS: Final = {1: "b", 2: "B", 3: "h", 4: "H", 5: "i", 6: "I", 0: "B"}
WANTED: Final = {
    RECORD: (TIMESTAMP, LATITUDE, LONGITUDE, ALTITUDE, ACCURACY, HEIGHT),
    EVENT: (TIMESTAMP, 0, 1),
}


def looks_like_fit(data: bytes) -> bool:
    """Tell a FIT file by its header."""
    return len(data) > 12 and data[0] in HEADER_BYTES and data[8:12] == MARK  # noqa: PLR2004  see HEADER_BYTES


def read_fit(data: bytes, limits: Limits) -> Recording:
    """Read the positions of one or several chained files; a stopped timer begins a new piece.

    Raises:
        FileTooBig: more bytes than allowed.
        NotXml: nothing in it has a position.
        XmlSyntax: cut short, or not what its header says.
        XmlShape, TooManyPoints: more records or fixes than allowed.
        BadCoord, NoTime: more than the tolerated share of fixes lacks one.
    """
    if len(data) > limits.bytes_max:
        raise FileTooBig(size_bytes=len(data), bytes_max=limits.bytes_max)
    found = _Found(limits)
    start = 0
    for _ in range(FILES_MAX):
        if not looks_like_fit(data[start : start + 16]):
            break
        start = _file(data, start, found)
    if not found.rows:
        raise NotXml
    return _recording(np.array(found.rows, dtype=np.float64), limits)


@dataclass(slots=True)
class _Found:
    """What was gathered: time, latitude, longitude, height, accuracy and piece of each fix."""

    limits: Limits
    rows: list[tuple[float, float, float, float, float, int]] = field(default_factory=list)
    piece: int = 0
    messages: int = 0
    fields: int = 0
    last_s: int = 0

    def message(self, number: int, values: dict[int, int]) -> None:
        """Take up a record or an event; other messages only tell the time."""
        if number not in WANTED:
            return
        if number == EVENT:
            # Timer, and not "start": whatever comes next comes after a pause.
            self.piece += values.get(0) == TIMER and values.get(1, 0) != 0
            return
        if LATITUDE not in values and LONGITUDE not in values:
            return
        if len(self.rows) >= self.limits.fixes_max:
            raise TooManyPoints(fixes_max=self.limits.fixes_max)
        nan = float("nan")
        raw_height = values.get(HEIGHT, values.get(ALTITUDE))
        self.rows.append(
            (
                values.get(TIMESTAMP, nan) + EPOCH_S,
                values.get(LATITUDE, nan) * DEGREES,
                values.get(LONGITUDE, nan) * DEGREES,
                nan if raw_height is None else raw_height / 5 - 500,
                values.get(ACCURACY, nan),
                self.piece,
            )
        )


def _file(data: bytes, start: int, found: _Found) -> int:
    """Read one file of a chain; give where the next begins."""
    first = start + data[start]
    end = first + int.from_bytes(data[start + 4 : start + 8], "little")
    if end > len(data):
        raise XmlSyntax
    kinds: dict[int, _Kind] = {}
    at = first
    found.piece += 1
    try:
        while at < end:
            found.messages += 1
            if found.messages > MESSAGES_MAX:
                raise XmlShape(elements_max=MESSAGES_MAX)
            at = _record(data, at, kinds, found)
    except (IndexError, struct.error, KeyError) as error:
        raise XmlSyntax from error
    if at != end:
        raise XmlSyntax
    return end + 2


@dataclass(frozen=True, slots=True)
class _Kind:
    """A definition: how long its data is, and where in it the wanted fields lie."""

    number: int
    size: int
    fields: tuple[tuple[int, int, Callable[[bytes, int], tuple[int, ...]], int], ...]

    def read(self, data: bytes, at: int) -> dict[int, int]:
        """Give the wanted fields that are known."""
        found = {}
        for name, offset, unpack, unknown in self.fields:
            [value] = unpack(data, at + offset)
            if value != unknown:
                found[name] = value
        return found


def _record(data: bytes, at: int, kinds: dict[int, _Kind], found: _Found) -> int:
    head = data[at]
    if head & 0x80:
        kind = kinds[head >> 5 & 3]
        # The low five bits of a time that is otherwise that of the record before.
        found.last_s += ((head & 0x1F) - found.last_s) & 0x1F
        values = kind.read(data, at + 1) if kind.fields else {}
        values.setdefault(TIMESTAMP, found.last_s)
    elif head & 0x40:
        found.fields += 1 + data[at + 5]
        if found.fields > FIELDS_MAX:
            raise XmlShape(elements_max=FIELDS_MAX)
        kinds[head & 0xF], after = _definition(data, at + 1, extended=bool(head & 0x20))
        return after
    else:
        kind = kinds[head & 0xF]
        values = kind.read(data, at + 1) if kind.fields else {}
        found.last_s = values.get(TIMESTAMP, found.last_s)
    if kind.fields:
        found.message(kind.number, values)
    return at + 1 + kind.size


def _definition(data: bytes, at: int, *, extended: bool) -> tuple[_Kind, int]:
    order = ">" if data[at + 1] == 1 else "<"
    number = int.from_bytes(data[at + 2 : at + 4], "big" if order == ">" else "little")
    count, at = data[at + 4], at + 5
    wanted = WANTED.get(number, (TIMESTAMP,))
    fields, offset = [], 0
    for _ in range(count):
        name, size, base = data[at], data[at + 1], data[at + 2] & 0x1F
        letter = LETTERS.get(base)
        if name in wanted and letter is not None and struct.calcsize(letter) == size:
            unpack = struct.Struct(order + letter).unpack_from
            fields.append((name, offset, unpack, UNKNOWN[letter]))
        offset += size
        at += 3
    if extended:
        developer = data[at]
        at += 1
        for _ in range(developer):
            offset += data[at + 1]
            at += 3
    return _Kind(number, offset, tuple(fields)), at


def _recording(rows: NDArray[np.float64], limits: Limits) -> Recording:
    t_s, lat, lon, ele_m, accuracy_m, piece = rows.T
    placed = (np.abs(lat) <= 90) & (np.abs(lon) <= 180)  # noqa: PLR2004  degrees
    timed = np.isfinite(t_s)
    for bad, refusal in ((~placed, BadCoord), (~timed, NoTime)):
        if int(bad.sum()) > limits.bad_share_max * len(bad):
            raise refusal(bad=int(bad.sum()), fixes=len(bad))
    fixes = Fixes(
        t_s.copy(), lat.copy(), lon.copy(), ele_m.copy(), accuracy_m.copy(), piece.astype(np.int32)
    )
    kept = placed & timed
    found = (("bad_coord", not placed.all()), ("bad_time", not timed.all()))
    return Recording(
        fixes if kept.all() else fixes.take(kept),
        creator="FIT",
        dropped=tuple(code for code, shown in found if shown),
    )
