"""Numbers as GPX writes them: xsd:decimal, nothing that Python takes beyond it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

PLAIN = b"0123456789+-.\n"
CHARS_MAX = 64  # Garmin writes all digits of a binary fraction; more is padding with a purpose
# With a point fifteen digits: below 2**53 whatever they are.
ALIGNED_CHARS_MAX = 16
_POWERS = 10 ** np.arange(16, dtype=np.int64)
_ZERO, _POINT, _MINUS = (np.uint8(ord(sign)) for sign in "0.-")
DECIMAL = re.compile(r"[ \t\r\n]*([+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+))[ \t\r\n]*")


def read_decimals(texts: Sequence[str]) -> NDArray[np.float64]:
    """Read decimals, NaN where a text is none: empty, ``nan``, ``1e3``, ``1_0``, ``0x1``, ``1,5``.

    Where all characters are digits, signs and points, ``float`` takes decimals only, so a
    clean file is read without looking at each text; otherwise every text is looked at.
    """
    plain = not "\n".join(texts).encode().translate(None, delete=PLAIN)
    longest = max(map(len, texts), default=0)
    if plain and longest <= CHARS_MAX:
        aligned = _read_aligned(texts, longest) if longest <= ALIGNED_CHARS_MAX else None
        if aligned is not None:
            return aligned
        try:
            # Elevations and dilutions are a few texts again and again.
            known = {text: float(text) for text in set(texts)}
            return np.fromiter(map(known.__getitem__, texts), dtype=np.float64, count=len(texts))
        except ValueError:
            pass
    return np.fromiter(map(_read_decimal, texts), dtype=np.float64, count=len(texts))


def _read_aligned(texts: Sequence[str], longest: int) -> NDArray[np.float64] | None:
    """Read texts that have their points at one place by columns of digits; None of others.

    A whole number below 2**53 over a power of ten up to 10**22 is rounded once, to what
    ``float`` gives (Clinger, 1990).  A recorder leaves zeros at the end away.
    """
    negative = texts[0].startswith("-") if texts else False
    point = texts[0].find(".") if texts else -1
    if point <= negative:
        return None
    signs = np.array(texts, dtype=f"S{longest}").view(np.uint8).reshape(-1, longest)
    digits = signs - _ZERO
    digits[signs == 0] = 0
    whole, decimals = digits[:, int(negative) : point], digits[:, point + 1 :]
    aligned = (signs[:, point] == _POINT).all() and not (negative and (signs[:, 0] != _MINUS).any())
    if not aligned or (whole > 9).any() or (decimals > 9).any():  # noqa: PLR2004
        return None
    places = longest - point - 1
    powers = _POWERS[: whole.shape[1] + places][::-1]
    found: NDArray[np.float64] = (
        whole @ powers[: whole.shape[1]] + decimals @ powers[whole.shape[1] :]
    ) / 10.0**places
    return -found if negative else found


def _read_decimal(text: str) -> float:
    """Read one decimal, NaN where it is none."""
    found = DECIMAL.fullmatch(text[: 2 * CHARS_MAX])
    return float(found[1]) if found and len(found[1]) <= CHARS_MAX else np.nan
