"""Numbers as GPX writes them: xsd:decimal, nothing that Python takes beyond it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

PLAIN = b"0123456789+-.\n"
CHARS_MAX = 64  # Garmin writes all digits of a binary fraction; more is padding with a purpose
DECIMAL = re.compile(r"[ \t\r\n]*([+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+))[ \t\r\n]*")


def read_decimals(texts: Sequence[str]) -> NDArray[np.float64]:
    """Read decimals, NaN where a text is none: empty, ``nan``, ``1e3``, ``1_0``, ``0x1``, ``1,5``.

    Where all characters are digits, signs and points, ``float`` takes decimals only, so a
    clean file is read without looking at each text; otherwise every text is looked at.
    """
    plain = not "\n".join(texts).encode().translate(None, delete=PLAIN)
    if plain and max(map(len, texts), default=0) <= CHARS_MAX:
        try:
            return np.fromiter(map(float, texts), dtype=np.float64, count=len(texts))
        except ValueError:
            pass
    return np.fromiter(map(_read_decimal, texts), dtype=np.float64, count=len(texts))


def _read_decimal(text: str) -> float:
    """Read one decimal, NaN where it is none."""
    found = DECIMAL.fullmatch(text[: 2 * CHARS_MAX])
    return float(found[1]) if found and len(found[1]) <= CHARS_MAX else np.nan
