"""Euros as a shopkeeper types them."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Final

from muvengine.core.errors import BadInput

CENTS: Final = 100


def amount_cents(text: str) -> int | None:
    """Read euros as people write them, with comma or point.

    Raises:
        BadInput: not an amount.
    """
    plain = text.strip().replace(",", ".").replace("€", "").strip()
    if not plain:
        return None
    try:
        cents = Decimal(plain) * CENTS
    except InvalidOperation as error:
        raise BadInput(fields={"amount": "unreadable"}) from error
    if not cents.is_finite() or cents != cents.to_integral_value() or abs(cents) > 10**9:
        raise BadInput(fields={"amount": "unreadable"})
    return int(cents)
