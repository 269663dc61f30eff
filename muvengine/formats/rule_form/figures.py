"""Numbers as people type them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from muvengine.formats.rulebook_yaml.scalars import DIGITS_MAX

_NUMBER: Final = re.compile(r"(-?)([0-9]+)(?:[.,]([0-9]+))?\Z")
_SPACES: Final = re.compile(r"[\s\u00a0\u202f]")
HUNDRED: Final = 100


def number_of(text: str) -> int | Decimal | str:
    """Read a number with a point or a comma.

    Returns:
        What is no number as it was typed: whoever checks the rulebook says what is wrong.
    """
    plain = _SPACES.sub("", text).replace("\u2212", "-")
    found = _NUMBER.match(plain)
    if found is None or len(plain) > DIGITS_MAX:
        return text.strip()
    sign, whole, rest = found.groups()
    return lean(Decimal(f"{sign}{whole}.{rest or 0}"))


def text_of(value: object, sign: str = ".") -> str:
    """Write a number, or whatever stands in its place, as people type it.

    Args:
        value: a number, ``$name``, or what was typed.
        sign: between whole and parts.
    """
    if isinstance(value, Decimal):
        return str(lean(value)).replace(".", sign)
    return "" if value is None else str(value)


def share_of(text: str) -> int | Decimal | str:
    """Read percent as a share of one."""
    number = number_of(text)
    return number if isinstance(number, str) else lean(Decimal(number) / HUNDRED)


def percent_of(value: object, sign: str = ".") -> str:
    """Write a share of one as percent."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return text_of(value, sign)
    return text_of(Decimal(value) * HUNDRED, sign)


def lean(number: Decimal) -> int | Decimal:
    """Give a whole number as one, any other without zeros at its end."""
    if number == number.to_integral_value():
        return int(number)
    return Decimal(format(number.normalize(), "f"))
