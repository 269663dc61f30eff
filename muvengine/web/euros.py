"""Read euros as people write them at a counter."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Final

from marshmallow import ValidationError

CENTS: Final = 100
CENTS_MAX: Final = 10_000_000


def cents_of(text: str) -> int:
    """Read ``3,50``, ``3.5`` or ``3 €`` as whole cents.

    Raises:
        ValidationError: not an amount from 0.01 euro to 100 000, with the code of its sentence.
    """
    plain = text.replace(",", ".").replace("€", "").strip()
    wrong = "shop_hand.bad_amount"
    try:
        cents = Decimal(plain) * CENTS
    except InvalidOperation as error:
        raise ValidationError(wrong) from error
    if not cents.is_finite() or not 0 < cents <= CENTS_MAX or cents != cents.to_integral_value():
        raise ValidationError(wrong)
    return int(cents)
