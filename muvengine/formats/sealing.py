"""Raw traces at rest: packed, compressed and encrypted under the installation's secret.

A trace is kept for its owner and a reviewer for a few days and then erased.  Who gets hold of
the database alone, or of a backup, reads none of them.

The cipher is AES-SIV: it needs no random number, and two traces under one key betray nothing
even where they begin alike.  The trip's public id goes in as associated data, so that a
sealed trace opens for its own trip only.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from typing import Final

import numpy as np
from numpy.typing import NDArray

from muvengine.core.traces.fixes import Fixes, Recording

FORMAT: Final = 2
# All steps took eight bytes in it; traces sealed so are still kept.
WIDE_FORMAT: Final = 1
# Steps of the packed numbers: 1 ms, 1e-7 degrees (about 1 cm), 1 cm.
T_PER_S: Final = 1_000
DEGREE_PARTS: Final = 10_000_000
M_PARTS: Final = 100
COLUMNS: Final = 6
# Bytes that a step may take.
WIDTHS: Final = (1, 2, 4, 8)
# No elevation or accuracy of a fix is so far below zero.
UNKNOWN: Final = -(2**31)
# Level 1 is four times as fast as the default and a tenth larger.
ZLIB_LEVEL: Final = 1

Whole = NDArray[np.int64]


class TraceSeal:
    """Closes and opens traces; one secret, one seal."""

    def __init__(self, secret: str) -> None:
        assert secret
        self._key = hashlib.sha512(b"muvengine trace seal 1\0" + secret.encode()).digest()

    def close(self, recording: Recording, public_id: str) -> bytes:
        """Seal the fixes of a trip and the program that wrote them; its name is left out.

        Times are kept to the millisecond, positions to 1e-7 degrees, metres to the
        centimetre.
        """
        from cryptography.hazmat.primitives.ciphers.aead import AESSIV  # noqa: PLC0415  slow

        return AESSIV(self._key).encrypt(pack(recording), [public_id.encode()])

    def close_file(self, data: bytes, name: str) -> bytes:
        """Seal a file as it was sent, until it is judged; ``name`` tells it from others."""
        from cryptography.hazmat.primitives.ciphers.aead import AESSIV  # noqa: PLC0415  slow

        packed = zlib.compress(data, ZLIB_LEVEL)
        return AESSIV(self._key).encrypt(packed, [b"file", name.encode()])

    def open_file(self, sealed: bytes, name: str) -> bytes | None:
        """Open what ``close_file`` made; None when the secret was changed since."""
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415  slow
        from cryptography.hazmat.primitives.ciphers.aead import AESSIV  # noqa: PLC0415  slow

        try:
            packed = AESSIV(self._key).decrypt(sealed, [b"file", name.encode()])
        except InvalidTag:
            return None
        return zlib.decompress(packed)

    def open(self, sealed: bytes, public_id: str) -> Recording | None:
        """Open what ``close`` made for this trip; None when the secret was changed since."""
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415  slow
        from cryptography.hazmat.primitives.ciphers.aead import AESSIV  # noqa: PLC0415  slow

        try:
            return unpack(AESSIV(self._key).decrypt(sealed, [public_id.encode()]))
        except InvalidTag:
            return None


def pack(recording: Recording) -> bytes:
    """Give a recording as few bytes: differences between fixes, column by column."""
    fixes = recording.fixes
    columns = np.empty((COLUMNS, len(fixes)), dtype="<i8")
    columns[0] = np.rint(fixes.t_s * T_PER_S)
    columns[1] = np.rint(fixes.lat * DEGREE_PARTS)
    columns[2] = np.rint(fixes.lon * DEGREE_PARTS)
    columns[3] = _packed_metres(fixes.ele_m)
    columns[4] = _packed_metres(fixes.accuracy_m)
    columns[5] = fixes.piece
    starts, steps = columns[:, 0], columns[:, 1:] - columns[:, :-1]
    widths = _widths(steps)
    head = json.dumps([FORMAT, len(fixes), recording.creator, list(recording.dropped), widths])
    planes = b"".join(_planes(one, width) for one, width in zip(steps, widths, strict=True))
    return zlib.compress(head.encode() + b"\n" + starts.tobytes() + planes, ZLIB_LEVEL)


def unpack(packed: bytes) -> Recording:
    """Give back what ``pack`` wrote, now or when all steps still took eight bytes."""
    head, _, body = zlib.decompress(packed).partition(b"\n")
    version, count, creator, dropped, *widths = json.loads(head)
    assert version in {WIDE_FORMAT, FORMAT}
    columns = _columns(body, count, *widths) if widths else _wide_columns(body, count)
    fixes = Fixes(
        t_s=columns[0] / T_PER_S,
        lat=columns[1] / DEGREE_PARTS,
        lon=columns[2] / DEGREE_PARTS,
        ele_m=_metres(columns[3]),
        accuracy_m=_metres(columns[4]),
        piece=columns[5].astype(np.int32),
    )
    return Recording(fixes, creator=creator, dropped=tuple(dropped))


def _widths(steps: Whole) -> list[int]:
    """Give how many bytes each step of a column needs; 0 where all its numbers are alike."""
    lows, highs = steps.min(axis=1, initial=0), steps.max(axis=1, initial=0)
    ends = zip(lows.tolist(), highs.tolist(), strict=True)
    return [_width(low, high) if low or high else 0 for low, high in ends]


def _width(low: int, high: int) -> int:
    return next(width for width in WIDTHS if max(~low, high) < 1 << (8 * width - 1))


def _planes(steps: Whole, width: int) -> bytes:
    """Lay the bytes of one weight together: the high ones are nearly all zero."""
    if not width:
        return b""
    return steps.astype(f"<i{width}").view(np.uint8).reshape(-1, width).T.tobytes()


def _columns(body: bytes, count: int, widths: list[int]) -> list[Whole]:
    starts = np.frombuffer(body, dtype="<i8", count=COLUMNS)
    columns, place = [], starts.nbytes
    for start, width in zip(starts, widths, strict=True):
        column = np.full(count, start, dtype=np.int64)
        planes = np.frombuffer(body, np.uint8, width * (count - 1), place)
        if width:
            lain = np.ascontiguousarray(planes.reshape(width, -1).T)
            column[1:] += np.cumsum(lain.view(f"<i{width}")[:, 0], dtype=np.int64)
        columns.append(column)
        place += planes.nbytes
    return columns


def _wide_columns(body: bytes, count: int) -> Whole:
    planes = np.frombuffer(body, dtype=np.uint8).reshape(COLUMNS, 8, count)
    steps = np.ascontiguousarray(planes.transpose(0, 2, 1)).view("<i8").reshape(COLUMNS, count)
    return np.cumsum(steps, axis=1)


def _packed_metres(metres: NDArray[np.float64]) -> Whole:
    known = np.isfinite(metres)
    parts: Whole = np.full(len(metres), UNKNOWN, dtype=np.int64)
    # A recorder may write nonsense as elevation; it must not overflow.
    parts[known] = np.rint(np.clip(metres[known] * M_PARTS, UNKNOWN + 1, -UNKNOWN)).astype(np.int64)
    return parts


def _metres(parts: Whole) -> NDArray[np.float64]:
    return np.where(parts == UNKNOWN, np.nan, parts / M_PARTS)
