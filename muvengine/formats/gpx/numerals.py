"""Numbers as GPX writes them: xsd:decimal, nothing that Python takes beyond it."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from muvengine.formats.text_table import Texts, TextTable

PLAIN = b"0123456789+-.\n"
CHARS_MAX = 64  # Garmin writes all digits of a binary fraction; more is padding with a purpose
# With a point fifteen digits: below 2**53 whatever they are.
ALIGNED_CHARS_MAX = 16
_POWERS = 10.0 ** np.arange(16)
_ZERO, _POINT, _MINUS = (np.uint8(ord(sign)) for sign in "0.-")
DECIMAL = re.compile(r"[ \t\r\n]*([+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+))[ \t\r\n]*")


def read_decimals(texts: Texts) -> NDArray[np.float64]:
    """Read decimals, NaN where a text is none: empty, ``nan``, ``1e3``, ``1_0``, ``0x1``, ``1,5``.

    Where all characters are digits, signs and points, ``float`` takes decimals only, so a
    clean file is read without looking at each text; otherwise every text is looked at.
    """
    if isinstance(texts, TextTable):
        pointed = _read_pointed(texts.signs)
        if pointed is not None:
            return pointed
        texts = texts.texts()
    plain = not "\n".join(texts).encode().translate(None, delete=PLAIN)
    longest = max(map(len, texts), default=0)
    if plain and 0 < longest <= CHARS_MAX:
        signs = np.array(texts, dtype=f"S{longest}").view(np.uint8).reshape(-1, longest)
        pointed = _read_pointed(signs)
        if pointed is not None:
            return pointed
        try:
            # Elevations and dilutions are a few texts again and again.
            known = {text: float(text) for text in set(texts)}
            return np.fromiter(map(known.__getitem__, texts), dtype=np.float64, count=len(texts))
        except ValueError:
            pass
    return np.fromiter(map(_read_decimal, texts), dtype=np.float64, count=len(texts))


def _read_pointed(signs: NDArray[np.uint8]) -> NDArray[np.float64] | None:
    """Read texts that have a point each by columns of digits; None where one is no such decimal.

    Args:
        signs: a row a text, NUL beyond its end.
    """
    if signs.shape[1] > ALIGNED_CHARS_MAX or not len(signs):
        return None
    points = signs == _POINT
    if np.count_nonzero(points) != len(signs):
        return None
    # Texts with the point at one place are read together; a trip has few such places.
    forms = 2 * points.argmax(axis=1) + (signs[:, 0] == _MINUS)
    first = int(forms[0])
    if (forms == first).all():
        return _read_aligned(signs, *divmod(first, 2))
    found = np.empty(len(signs))
    for form in np.unique(forms).tolist():
        chosen = forms == form
        part = _read_aligned(signs[chosen], *divmod(form, 2))
        if part is None:
            return None
        found[chosen] = part
    return found


def _read_aligned(
    signs: NDArray[np.uint8], point: int, negative: int
) -> NDArray[np.float64] | None:
    """Read texts with the point at one place, all or none with a minus; None where one is odd.

    A whole number below 2**53 over a power of ten up to 10**22 is rounded once, to what
    ``float`` gives (Clinger, 1990).  A recorder leaves zeros at the end away.
    """
    if point <= negative:
        return None
    digits = signs - _ZERO
    digits[signs == 0] = 0
    digits[:, point] = 0
    if negative:
        digits[:, 0] = 0
    if digits.max() > 9:  # noqa: PLR2004
        return None
    places = signs.shape[1] - point - 1
    powers = _POWERS[: point + places][::-1]
    weights = np.concatenate((powers[:point], [0.0], powers[point:]))
    found: NDArray[np.float64] = digits.astype(np.float64) @ weights
    found /= 10.0**places
    return -found if negative else found


def _read_decimal(text: str) -> float:
    """Read one decimal, NaN where it is none."""
    found = DECIMAL.fullmatch(text[: 2 * CHARS_MAX])
    return float(found[1]) if found and len(found[1]) <= CHARS_MAX else np.nan
