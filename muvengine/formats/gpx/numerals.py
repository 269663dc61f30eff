"""Numbers as GPX writes them: xsd:decimal, nothing that Python takes beyond it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

PLAIN = b"0123456789+-.\n"
DIGITS_MAX = 15  # so many are exact in a float
TENS = np.array([float(10**power) for power in range(DIGITS_MAX)])
CHARS_MAX = 64  # Garmin writes all digits of a binary fraction; more is padding with a purpose
DECIMAL = re.compile(r"[ \t\r\n]*([+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+))[ \t\r\n]*")


def read_decimals(texts: Sequence[str]) -> NDArray[np.float64]:
    """Read decimals, NaN where a text is none: empty, ``nan``, ``1e3``, ``1_0``, ``0x1``, ``1,5``.

    Where all characters are digits, signs and points, ``float`` takes decimals only, so a
    clean file is read without looking at each text; otherwise every text is looked at.
    """
    if "\n".join(texts).encode().translate(None, delete=PLAIN):
        return np.fromiter(map(_read_decimal, texts), dtype=np.float64, count=len(texts))
    width = max(map(len, texts), default=0)
    alike = _read_alike(texts, width)
    if alike is not None:
        return alike
    if width <= CHARS_MAX:
        try:
            return np.fromiter(map(float, texts), dtype=np.float64, count=len(texts))
        except ValueError:
            pass
    return np.fromiter(map(_read_decimal, texts), dtype=np.float64, count=len(texts))


def _read_alike(texts: Sequence[str], width: int) -> NDArray[np.float64] | None:
    """Read decimals with the point in one place, as 43.6 and 44.15, all at once, None of others.

    A whole number of at most 15 digits divided by a power of ten up to 22 is rounded once, as
    ``float`` rounds the text: both are exact.  Zeros at the end, which some recorders leave
    out, change nothing.
    """
    if not 1 < width <= DIGITS_MAX + 1:
        return None
    joined = "".join([text.ljust(width, "0") for text in texts]).encode()
    rows = np.frombuffer(joined, dtype=np.uint8).reshape(len(texts), width)
    below = bool((rows[:, 0] == ord("-")).all())
    if below:
        rows, width = rows[:, 1:], width - 1
    place = rows[0].tobytes().find(b".")
    if not 1 <= place < width:
        return None
    digits = rows - np.uint8(ord("0"))
    before, after = digits[:, :place], digits[:, place + 1 :]
    if (rows[:, place] != ord(".")).any() or (before > 9).any() or (after > 9).any():  # noqa: PLR2004
        return None
    whole = np.concatenate((before, after), axis=1) @ TENS[width - 2 :: -1]
    decimals: NDArray[np.float64] = whole / TENS[width - 1 - place]
    return -decimals if below else decimals


def _read_decimal(text: str) -> float:
    """Read one decimal, NaN where it is none."""
    found = DECIMAL.fullmatch(text[: 2 * CHARS_MAX])
    return float(found[1]) if found and len(found[1]) <= CHARS_MAX else np.nan
