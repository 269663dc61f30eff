"""A timetable as it lies in the database: a head in JSON, then numbers, all compressed.

    MUVT  version  zlib( length of the head, head, arrays one after the other )

Positions are kept to a millionth of a degree, a decimetre; everything else whole.
"""

from __future__ import annotations

import json
import zlib
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from muvengine.core.routes.timetable import Line, Services, Timetable

MAGIC: Final = b"MUVT"
VERSION: Final = 1
# Unpacked; a feed of five thousand patterns and half a million departures takes a third.
BYTES_MAX: Final = 128 * 1024 * 1024
_MICRODEGREES: Final = 1_000_000
_DECIMETRES: Final = 10
_PLACES: Final = ("stop_lat", "stop_lon", "way_lat", "way_lon")
_WHOLE: Final = (
    "way_first",
    "pattern_line",
    "pattern_way",
    "pattern_drawn",
    "pattern_stop",
    "pattern_first",
    "profile_pattern",
    "arrive_s",
    "depart_s",
    "profile_first",
    "departure_profile",
    "departure_service",
    "departure_s",
)
_OF_SERVICES: Final = ("weekdays", "first", "last", "added", "removed")

_Whole = NDArray[np.int64]


def keep(timetable: Timetable) -> bytes:
    """Pack a timetable."""
    arrays: list[_Whole] = [
        *(_rounded(getattr(timetable, name), _MICRODEGREES) for name in _PLACES),
        _rounded(timetable.pattern_at_m, _DECIMETRES),
        *(getattr(timetable, name) for name in _WHOLE),
        *(getattr(timetable.services, name) for name in _OF_SERVICES),
    ]
    head = {
        "zone": timetable.zone,
        "lines": [[line.name, line.mode] for line in timetable.lines],
        "stops": list(timetable.stop_names),
        "counts": [len(values) for values in arrays],
    }
    written = json.dumps(head, separators=(",", ":")).encode()
    # Differences of neighbours are small and repeat; they pack to a fraction.
    parts = [np.diff(values, prepend=0).astype("<i8").tobytes() for values in arrays]
    body = b"".join((len(written).to_bytes(4, "little"), written, *parts))
    return MAGIC + bytes([VERSION]) + zlib.compress(body, 6)


def unkeep(kept: bytes) -> Timetable:
    """Unpack what ``keep`` made.

    Raises:
        ValueError: other bytes, or those of a version that nobody reads any more.
    """
    if kept[: len(MAGIC) + 1] != MAGIC + bytes([VERSION]):
        message = "not a kept timetable of this version"
        raise ValueError(message)
    unpacking = zlib.decompressobj()
    body = unpacking.decompress(kept[len(MAGIC) + 1 :], BYTES_MAX)
    size = int.from_bytes(body[:4], "little")
    head: dict[str, Any] = json.loads(body[4 : 4 + size])
    numbers = np.frombuffer(body, dtype="<i8", offset=4 + size)
    ends = np.cumsum(head["counts"])
    arrays = [np.cumsum(part) for part in np.split(numbers, ends[:-1])]
    at_m, *rest = arrays[len(_PLACES) :]
    flat: dict[str, Any] = {
        **{name: part / _MICRODEGREES for name, part in zip(_PLACES, arrays, strict=False)},
        **dict(zip(_WHOLE, rest, strict=False)),
        "pattern_at_m": at_m / _DECIMETRES,
    }
    services = dict(zip(_OF_SERVICES, rest[len(_WHOLE) :], strict=True))
    return Timetable(
        zone=head["zone"],
        lines=tuple(Line(name, mode) for name, mode in head["lines"]),
        stop_names=tuple(head["stops"]),
        services=Services(**services),
        **flat,
    )


def _rounded(values: NDArray[np.float64], per_unit: int) -> _Whole:
    return np.rint(values * per_unit).astype(np.int64)
