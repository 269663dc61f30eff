"""Positions as people type them: one a line, latitude then longitude."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from muvengine.formats.columns import LAT_MAX, LON_MAX

POSITIONS_MAX: Final = 5_000
DECIMALS: Final = 6
"""A tenth of a metre."""

# A plain decimal number: no exponent, no word such as nan.
_NUMBER: Final = re.compile(r"[+-]?\d{1,3}(\.\d{1,15})?")

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class WrongRow:
    """A line that is no position.

    Attributes:
        row: counted from 1, empty lines too.
        code: ``numbers`` where there are not two, ``range`` where one is too large.
    """

    row: int
    code: str


@dataclass(frozen=True, slots=True, eq=False)
class Positions:
    """What was typed.

    Attributes:
        lat, lon: degrees, of the lines that can be read.
        wrong: the others.
        too_many: True where there are more than 5,000; the rest was not read.
    """

    lat: Floats
    lon: Floats
    wrong: tuple[WrongRow, ...] = ()
    too_many: bool = False


def read_positions(text: str) -> Positions:
    """Read positions, two numbers a line; empty lines are left out.

    A comma, a semicolon, a tab or spaces part the numbers, and a comma may also stand for the
    point: ``43.64, 5.09``, ``43.64 5.09``, ``43,64; 5,09`` and ``43,64 5,09`` are the same.
    """
    read: list[tuple[float, float]] = []
    wrong: list[WrongRow] = []
    for row, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        if len(read) + len(wrong) == POSITIONS_MAX:
            return Positions(*_columns(read), tuple(wrong), too_many=True)
        found = _position(line)
        if isinstance(found, str):
            wrong.append(WrongRow(row, found))
        else:
            read.append(found)
    return Positions(*_columns(read), tuple(wrong))


def write_positions(lat: Floats, lon: Floats) -> str:
    """Write positions so that ``read_positions`` reads them, to a tenth of a metre."""
    pairs = zip(lat.tolist(), lon.tolist(), strict=True)
    return "\n".join(f"{one:.{DECIMALS}f}, {other:.{DECIMALS}f}" for one, other in pairs)


def _position(line: str) -> tuple[float, float] | str:
    parts = [part.strip(",") for part in re.split(r"[;\s]+", line.strip().strip(";"))]
    parts = [part.replace(",", ".") for part in parts if part]
    if len(parts) == 1:
        parts = line.strip().split(",")
    if len(parts) != 2 or not all(_NUMBER.fullmatch(part) for part in parts):  # noqa: PLR2004
        return "numbers"
    lat, lon = float(parts[0]), float(parts[1])
    return (lat, lon) if abs(lat) <= LAT_MAX and abs(lon) <= LON_MAX else "range"


def _columns(read: list[tuple[float, float]]) -> tuple[Floats, Floats]:
    lat, lon = np.array(read, dtype=np.float64).reshape(-1, 2).T
    return lat.copy(), lon.copy()
