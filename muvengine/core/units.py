"""Figures that carry their unit, and the few places where units change.

Points and cents are whole numbers everywhere.  Speeds are metres per second inside and
kilometres per hour where people read them.
"""

from __future__ import annotations

from typing import Final

KMH_PER_MS: Final = 3.6
M_PER_KM: Final = 1000
CENTS_PER_EURO: Final = 100
S_PER_MIN: Final = 60
S_PER_HOUR: Final = 3600
S_PER_DAY: Final = 86_400


def round_half_up(numerator: int, denominator: int) -> int:
    """Divide whole numbers, halves away from zero's left: 1.5 is 2, -1.5 is -1.

    Args:
        numerator: any whole number.
        denominator: above zero.
    """
    assert denominator > 0
    return (2 * numerator + denominator) // (2 * denominator)
