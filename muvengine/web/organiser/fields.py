"""What organisers type: euros with a comma, degrees, texts in each language."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from math import isfinite
from typing import Any, Final

from babel.numbers import get_decimal_symbol
from marshmallow import ValidationError, fields

from muvengine.web import here

CENTS: Final = 100
CENTS_MAX: Final = 10_000_000
_EUROS_NEEDED: Final = "places.euros_needed"
_DEGREES_NEEDED: Final = "places.degrees_needed"
_WHOLE_NEEDED: Final = "places.whole_needed"
_OUT_OF_RANGE: Final = "places.out_of_range"


class Euros(fields.Field[int]):
    """Euros as people write them, read as whole cents."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> int:  # noqa: ANN401  as the library says
        plain = str(value).replace(",", ".").replace("€", "").strip()
        try:
            cents = Decimal(plain) * CENTS
        except InvalidOperation as error:
            raise ValidationError(_EUROS_NEEDED) from error
        if not cents.is_finite() or cents != cents.to_integral_value():
            raise ValidationError(_EUROS_NEEDED)
        if not 0 <= cents <= CENTS_MAX:
            raise ValidationError(_EUROS_NEEDED)
        return int(cents)


def typed_euros(cents: int) -> str:
    """Write cents as the reader types euros, for a field that holds them."""
    return f"{cents // CENTS}{get_decimal_symbol(here.locale())}{cents % CENTS:02d}"


class Degrees(fields.Field[float]):
    """A latitude or longitude, with a point or a comma."""

    def __init__(self, most: float, **options: Any) -> None:  # noqa: ANN401  as the library says
        super().__init__(**options)
        self._most = most

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> float:  # noqa: ANN401  as the library says
        try:
            degrees = float(str(value).replace(",", "."))
        except ValueError as error:
            raise ValidationError(_DEGREES_NEEDED) from error
        if not isfinite(degrees) or abs(degrees) > self._most:
            raise ValidationError(_DEGREES_NEEDED)
        return degrees


class Whole(fields.Integer):
    """A whole number within bounds, both included."""

    def __init__(self, low: int, high: int, **options: Any) -> None:  # noqa: ANN401  as the library says
        super().__init__(**options)
        self._low, self._high = low, high

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> int:  # noqa: ANN401  as the library says
        text = str(value).replace("\u2212", "-")
        if not text.removeprefix("-").isdecimal() or not text.isascii():
            raise ValidationError(_WHOLE_NEEDED)
        if len(text) > len(str(-self._high)) or not self._low <= int(text) <= self._high:
            raise ValidationError(_OUT_OF_RANGE)
        return int(text)


def by_language(typed: Mapping[str, str], name: str) -> dict[str, str]:
    """Gather ``name_fr``, ``name_en`` and so on, in the languages organisers write; no empty ones.

    The order is that of the programme: readers of another language get the first.
    """
    texts = {code: typed.get(f"{name}_{code}", "").strip() for code in here.written_locales()}
    return {code: text for code, text in texts.items() if text}


def as_typed(name: str, texts: Mapping[str, str]) -> dict[str, str]:
    """Give the same texts as the fields of a form hold them."""
    return {f"{name}_{code}": text for code, text in texts.items()}
